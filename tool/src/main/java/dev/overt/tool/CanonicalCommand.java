package dev.overt.tool;

import dev.overt.manifest.CanonicalForm;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt canonical}: prints what a manifest's hash is of, so that anybody can check it. */
@Command(
        name = "canonical",
        description = {
            "Print the canonical form of a manifest: JSON without order, comments and style.",
            "Its SHA-256 is the manifest's hash: overt canonical telemetry.yaml | sha256sum"
        },
        mixinStandardHelpOptions = true)
final class CanonicalCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "MANIFEST", description = "A telemetry.yaml.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    /** Without a line break at the end, which would be hashed too. */
    @Override
    public void run() {
        var manifests = new ManifestFiles(spec.commandLine().getErr()).readAll(List.of(file));
        spec.commandLine().getOut().print(CanonicalForm.text(manifests.get(0)));
        spec.commandLine().getOut().flush();
    }
}
