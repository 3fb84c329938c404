package dev.overt.tool;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.ServedProduct;
import dev.overt.collector.configuration.Configuration;
import dev.overt.collector.configuration.ConfigurationException;
import dev.overt.collector.configuration.ConfiguredProduct;
import dev.overt.collector.configuration.Settings;
import dev.overt.collector.configuration.SettingsPage;
import dev.overt.collector.logging.Logging;
import dev.overt.manifest.Manifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overt serve}: the collector, in the foreground, until it is told to stop. */
@Command(
        name = "serve",
        description = "Run the collector for the products of the given manifests.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All that can be set, in a file, the environment or here, is on the page",
            "docs/collector.md, which overt serve --settings prints. The collector's page",
            "is at the address that it prints; beside it are /readyz and /metrics.",
            "",
            "It stops on Ctrl-C or SIGTERM: it answers what it has begun, and exits 0",
            "within 20 seconds. A second Ctrl-C ends it at once. Either way nothing that",
            "was acknowledged is lost."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings, such as overt-collector.yaml; default: none.")
    private @Nullable Path config;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to listen on; default: 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on, 0 for any free one; default: 8417.")
    private @Nullable String port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; made when absent; default: overt-data.")
    private @Nullable String data;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "How records on standard error look, text or json; default: text.")
    private @Nullable String logFormat;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "The least record that is written: error, warn, info, debug; default: info.")
    private @Nullable String logLevel;

    @Option(names = "--json", description = "Print one JSON object with the address and write keys, then nothing.")
    private boolean json;

    @Option(names = "--settings", description = "Print the page of all settings.")
    private boolean settings;

    @Parameters(
            arity = "0..*",
            paramLabel = "MANIFEST",
            description =
                    "The telemetry.yaml of each product; default: those of the settings. What was registered before is"
                            + " served as well.")
    private List<Path> files = List.of();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (settings) {
            out.print(SettingsPage.markdown());
            out.flush();
            return 0;
        }
        Configuration set = configuration();
        Logging.configure(set.get(Settings.LOG_FORMAT), set.get(Settings.LOG_LEVEL), System.err, Clock.systemUTC());
        Stop stop = Stop.onSignal();
        CollectorOptions options = options(set);
        try (Collector collector = Collector.start(options)) {
            Announcement announcement = Announcement.of(collector, options.manifests(), options.dataDirectory());
            collector.products().forEach(this::warn);
            out.println(json ? announcement.json() : announcement.text());
            out.flush();
            stop.await();
            Stop.within(options.operation().maxStop());
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private void warn(ServedProduct product) {
        if (product.notice() != null) {
            spec.commandLine().getErr().println("overt: " + product.id() + ": " + product.notice());
        }
    }

    private Configuration configuration() {
        Map<String, String> options = new HashMap<>();
        put("--host", host, options);
        put("--port", port, options);
        put("--data", data, options);
        put("--log-format", logFormat, options);
        put("--log-level", logLevel, options);
        try {
            return Configuration.load(config, System.getenv(), options, files);
        } catch (ConfigurationException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    private static void put(String option, @Nullable String value, Map<String, String> options) {
        if (value != null) {
            options.put(option, value);
        }
    }

    private CollectorOptions options(Configuration set) {
        if (set.products().isEmpty() && !new DataDirectory(set.get(Settings.DATA)).hasManifests()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Whose events? Name the telemetry.yaml of each product here, or under `products` in the file of --config.");
        }
        List<Path> paths =
                set.products().stream().map(ConfiguredProduct::manifest).toList();
        List<Manifest> manifests = new ManifestFiles(spec.commandLine().getErr()).readAll(paths);
        try {
            return CollectorOptions.of(set, manifests);
        } catch (CollectorException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }
}
