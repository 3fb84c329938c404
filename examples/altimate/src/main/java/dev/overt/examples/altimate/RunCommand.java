package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.CommandCommandName;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one session. */
@Command(name = "run", description = "Run a session.", mixinStandardHelpOptions = true)
final class RunCommand implements Runnable {
    private final AltimateCodeTelemetry telemetry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "PLAN", description = "What the model will do, one step a line.")
    private Path plan = Path.of("");

    @Option(
            names = "--agent",
            defaultValue = "builder",
            paramLabel = "NAME",
            description = "builder, analyst, planner …")
    private String agent = "";

    @Option(names = "--model", defaultValue = "claude-sonnet-4", paramLabel = "ID", description = "The model.")
    private String model = "";

    @Option(names = "--provider", defaultValue = "anthropic", paramLabel = "ID", description = "Who runs it.")
    private String provider = "";

    RunCommand(AltimateCodeTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void run() {
        telemetry.command(CommandCommandName.RUN);
        try {
            Plan steps = Plan.read(plan);
            Model named = new Model(model, provider);
            new Session(named, agent, telemetry, spec.commandLine().getOut()).run(steps);
        } catch (IOException e) {
            throw new ConfigError("the plan cannot be read: " + e.getMessage());
        }
    }
}
