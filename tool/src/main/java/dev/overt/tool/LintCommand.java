package dev.overt.tool;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt lint}: says whether manifests are accepted, and of every problem where it is and how to mend it. */
@Command(
        name = "lint",
        description = "Check manifests: every problem with its place and how to mend it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every manifest is accepted", "1:a manifest is refused", "2:wrong usage"})
final class LintCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ManifestFiles manifests = new ManifestFiles(spec.commandLine().getErr());
        int refused = 0;
        for (Path file : files) {
            var manifest = manifests.read(file);
            if (manifest.isPresent()) {
                out.println(file + ": accepted, "
                        + Count.of(manifest.get().events().size(), "event") + ", "
                        + manifest.get().hash());
            } else {
                refused++;
            }
        }
        return refused == 0 ? 0 : 1;
    }
}
