package dev.overt.tool;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import dev.overt.collector.Registration;
import dev.overt.manifest.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt register}: a new product, or a new manifest of one, for a collector that may be running. */
@Command(
        name = "register",
        description = "Give a collector a new product or a new manifest of one, also while it runs.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:each manifest is in force",
            "1:a manifest is refused",
            "2:wrong usage",
            "3:a manifest collects more than the one before, and consent.covers is not raised: it is not registered"
        },
        footer = {
            "",
            "Uploads that name an earlier manifest are still enforced by that one; all others by the newest.",
            "The collector keeps every manifest. To retire a product, stop the collector and remove the product's",
            "folder in DIR/manifests: its tables and its write key stay, and its uploads are refused."
        })
final class RegisterCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--data",
            defaultValue = DataDirectory.DEFAULT,
            paramLabel = "DIR",
            description = "The collector's data directory; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "The telemetry.yaml of each product.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        int status = 0;
        for (Manifest manifest : new ManifestFiles(spec.commandLine().getErr()).readAll(files)) {
            Registration registration = register(manifest);
            print(registration);
            status = registration.outcome() == Registration.Outcome.REFUSED ? DiffCommand.WIDENED : status;
        }
        return status;
    }

    private Registration register(Manifest manifest) {
        try {
            return Collector.register(data, manifest);
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Registration registration) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(registration.product() + ": " + verdict(registration));
        out.print(DiffReport.lines(registration.difference()));
        if (registration.outcome() == Registration.Outcome.REFUSED) {
            out.println("Raise `consent.covers`, so that people are asked anew, or take back what is widening.");
        } else {
            out.println("  manifest   " + registration.manifestHash());
            out.println("  write key  " + registration.writeKey());
        }
        out.flush();
    }

    private static String verdict(Registration registration) {
        return switch (registration.outcome()) {
            case ADDED -> "a new product.";
            case CHANGED -> "its newest manifest is in force.";
            case SAME -> "this is its newest manifest already.";
            case REFUSED -> "not registered, for more is collected than people have agreed to.";
        };
    }
}
