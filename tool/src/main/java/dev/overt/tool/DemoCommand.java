package dev.overt.tool;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code overt demo}: a real tool reporting to a real collector, told step by step. */
@Command(
        name = "demo",
        description = "Watch a command-line tool ask, report and be refused, and open the page that shows it.",
        mixinStandardHelpOptions = true,
        footer = {"", "Everything lives in a temporary folder, which is removed when the demo ends."})
final class DemoCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the collector; default: any free one.")
    private int port;

    @Option(names = "--exit", description = "End after the summary instead of keeping the page open until Ctrl-C.")
    private boolean exit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path example = Installation.home().resolve("examples/initrunner");
        try (DemoStage stage = DemoStage.open()) {
            out.println("Starting the collector, with its embedded log and store …");
            out.flush();
            CollectorProcess collector = stage.startCollector(port, example.resolve("telemetry.yaml"));
            DemoTool tool =
                    new DemoTool(example.resolve("target/initrunner.jar"), stage.folder("home"), collector, out);
            new DemoStory(out, collector, tool).tell();
            if (!exit) {
                out.println("The page stays open until you press Ctrl-C.");
                out.flush();
                collector.waitFor();
            }
        }
        return 0;
    }
}
