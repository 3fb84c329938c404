package dev.overt.tool;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import dev.overt.collector.CollectorOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt serve}: the collector, in the foreground, until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the collector for the products of the given manifests.",
        mixinStandardHelpOptions = true,
        footer = {"", "It stops on Ctrl-C or SIGTERM, answers what it has begun, and exits 0."})
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "Address to listen on; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8417",
            paramLabel = "PORT",
            description = "Port to listen on, 0 for any free one; default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--data",
            defaultValue = DataDirectory.DEFAULT,
            paramLabel = "DIR",
            description = "Where everything is kept; made when absent; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--json", description = "Print one JSON object with the address and write keys, then nothing.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "The telemetry.yaml of each product.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() throws InterruptedException {
        var manifests = new ManifestFiles(spec.commandLine().getErr()).readAll(files);
        Collector collector = start(new CollectorOptions(host, port, data, manifests));
        stopOnSignal(collector);
        PrintWriter out = spec.commandLine().getOut();
        Announcement announcement = Announcement.of(collector, manifests, data);
        out.println(json ? announcement.json() : announcement.text());
        out.flush();
        Thread.currentThread().join();
        return 0;
    }

    private static Collector start(CollectorOptions options) {
        try {
            return Collector.start(options);
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** The JVM exits with 143 on SIGTERM; a collector that was asked to stop, and did, has not failed. */
    private static void stopOnSignal(Collector collector) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            int status = 0;
                            try {
                                collector.close();
                            } catch (RuntimeException e) {
                                System.err.println("overt: did not stop cleanly: " + e.getMessage());
                                status = 1;
                            }
                            System.out.flush();
                            Runtime.getRuntime().halt(status);
                        },
                        "stop"));
    }
}
