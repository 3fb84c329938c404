package dev.overt.tool;

import dev.overt.manifest.Difference;
import dev.overt.manifest.Manifest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt diff}: what a manifest says differently from an earlier one, for whoever reviews the change. */
@Command(
        name = "diff",
        description = "Say what a changed manifest means: whether it collects less, the same or more.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is widened, or consent.covers is raised",
            "1:a manifest is refused",
            "2:wrong usage",
            "3:something is widened and consent.covers is not raised"
        },
        footer = {
            "",
            "Before a commit:  overt diff <(git show main:telemetry.yaml) telemetry.yaml",
            "Without bash:     git show main:telemetry.yaml | overt diff - telemetry.yaml",
            "The JSON: {\"old\": hash, \"new\": hash, \"widens\": boolean, \"covered\": boolean,",
            "  \"changes\": [{\"kind\": \"widening\" | \"neutral\" | \"narrowing\", \"path\": text, \"what\": text}]}"
        })
final class DiffCommand implements Callable<Integer> {
    static final int WIDENED = 3;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "The telemetry.yaml as it was; - reads standard input.")
    @SuppressWarnings("NullAway.Init")
    private String oldFile;

    @Parameters(index = "1", paramLabel = "NEW", description = "The telemetry.yaml as it is to be.")
    @SuppressWarnings("NullAway.Init")
    private String newFile;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "How to write it: text, markdown or json; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private DiffReport.Format format;

    @Option(names = "--renamed", description = "Compare, although the products' ids differ.")
    private boolean renamed;

    @Override
    public Integer call() {
        Optional<Manifest> old = read(oldFile);
        Optional<Manifest> now = read(newFile);
        if (old.isEmpty() || now.isEmpty()) {
            throw new Refusal("a manifest was refused; mend what is printed above and try again");
        }
        checkProducts(old.get().product().id(), now.get().product().id());
        Difference difference = Difference.between(old.get(), now.get());
        spec.commandLine().getOut().print(new DiffReport(old.get(), now.get(), difference).written(format));
        spec.commandLine().getOut().flush();
        return difference.widens() && !difference.covered() ? WIDENED : 0;
    }

    private Optional<Manifest> read(String file) {
        ManifestFiles manifests = new ManifestFiles(spec.commandLine().getErr());
        return file.equals("-") ? manifests.readStandardInput() : manifests.read(Path.of(file));
    }

    private void checkProducts(String old, String now) {
        if (!renamed && !old.equals(now)) {
            throw new Refusal("these are manifests of two products, " + old + " and " + now
                    + ". If the product was renamed, add --renamed.");
        }
    }
}
