package dev.overt.tool;

import dev.overt.collector.CollectorException;
import dev.overt.collector.RunningCollector;
import dev.overt.collector.store.Table;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt destination}: how the destinations of a running collector fare, and what they refused. */
@Command(
        name = "destination",
        description = "See how destinations fare, and look at, send again or drop what they refused.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What a destination refuses for ever is kept, 16 MiB at most. Once the reason is mended, replay sends all",
            "of it again; what is refused again is kept again. A destination that is down needs nothing: what waits",
            "for it is sent when it answers. Which are on stands in the collector's configuration."
        })
final class DestinationCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? overt destination list, dead, replay or drop");
    }

    @Command(name = "list", description = "Show all that are on: state, what waits, what was sent, refused and lost.")
    int list(@Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data) {
        return print(data, RunningCollector::destinations);
    }

    @Command(name = "dead", description = "Show the events that one refused, the oldest first.")
    int dead(
            @Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data,
            @Parameters(paramLabel = "PRODUCT") String product,
            @Parameters(paramLabel = "NAME") String name) {
        return print(data, collector -> collector.refused("dead", product, name));
    }

    @Command(name = "replay", description = "Send again all that one refused.")
    int replay(
            @Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data,
            @Parameters(paramLabel = "PRODUCT") String product,
            @Parameters(paramLabel = "NAME") String name) {
        return print(data, collector -> collector.refused("replay", product, name));
    }

    @Command(name = "drop", description = "Throw away all that one refused.")
    int drop(
            @Option(names = "--data", defaultValue = DataDirectory.DEFAULT, paramLabel = "DIR") Path data,
            @Parameters(paramLabel = "PRODUCT") String product,
            @Parameters(paramLabel = "NAME") String name) {
        return print(data, collector -> collector.refused("drop", product, name));
    }

    private int print(Path data, Function<RunningCollector, Table> question) {
        try {
            RunningCollector collector = RunningCollector.find(data)
                    .orElseThrow(() -> new Refusal("no collector runs in "
                            + data.toAbsolutePath().normalize()
                            + ". Name the folder of one that does with --data."));
            spec.commandLine().getOut().print(new TableText(question.apply(collector)).aligned());
            spec.commandLine().getOut().flush();
            return 0;
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }
}
