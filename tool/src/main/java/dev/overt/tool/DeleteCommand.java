package dev.overt.tool;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code overt delete}: what an installation has sent, for a person who cannot ask for it themselves. */
@Command(
        name = "delete",
        description = "Delete what an installation has sent, also while the collector runs.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A person with the tool asks for it themselves: TOOL telemetry delete. This is for one who wrote to you, and",
            "the receipt says that the operator asked. Run it again to see whether it is done. The receipt is a line of",
            "DIR/deletions/receipts.jsonl: overt receipt verify."
        })
final class DeleteCommand implements Callable<Integer> {
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

    @Option(names = "--product", required = true, paramLabel = "P", description = "Id of the product.")
    @SuppressWarnings("NullAway.Init")
    private String product;

    @Option(
            names = "--install",
            required = true,
            paramLabel = "ID",
            description = "The install id: 32 hexadecimal digits, as `TOOL telemetry status` shows them.")
    @SuppressWarnings("NullAway.Init")
    private String install;

    @Override
    public Integer call() {
        try {
            String[] answer = Collector.delete(data, product, install).split(" ", -1);
            spec.commandLine().getOut().println(answer[0] + ": deletion " + answer[1]);
            spec.commandLine().getOut().flush();
            return 0;
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }
}
