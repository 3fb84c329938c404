package dev.overt.examples.initrunner;

import dev.overt.client.Decision;
import dev.overt.client.Decision.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves the dashboard of the folder that it is started in, to this machine alone, until Ctrl-C. */
@Command(
        name = "dashboard",
        description = "Show the agents of this folder in a browser.",
        mixinStandardHelpOptions = true)
final class DashboardCommand implements Runnable {
    /** The variable of telemetry.yaml that names a collector with its write key. */
    private static final String COLLECTOR = "INITRUNNER_TELEMETRY_COLLECTOR";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", defaultValue = "8420", description = "Port; 0 takes a free one. Default: 8420.")
    private int port;

    @Override
    public void run() {
        String collector =
                mayAsk() ? Optional.ofNullable(System.getenv(COLLECTOR)).orElse("") : "";
        try (DashboardServer server = DashboardServer.start(port, new DashboardPages(Path.of(""), collector))) {
            spec.commandLine().getOut().println("The dashboard is at " + server.address() + " - Ctrl-C ends it.");
            spec.commandLine().getOut().flush();
            new CountDownLatch(1).await();
        } catch (IOException taken) {
            throw new ValidationError("cannot serve at port " + port + ": " + taken.getMessage() + "; try --port 0");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who has turned telemetry off for everything on the machine is not asked by a page either. */
    private static boolean mayAsk() {
        Decision decision =
                InitRunnerTelemetry.open(InitRunner.VERSION).telemetry().decision();
        return decision.on()
                || !Set.of(Reason.ENVIRONMENT, Reason.POLICY, Reason.FILE).contains(decision.reason());
    }
}
