package dev.overt.examples.ktx;

import dev.overt.examples.ktx.KtxTelemetry.SetupStepOutcome;
import dev.overt.examples.ktx.KtxTelemetry.SetupStepStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes a project of the working directory, step by step. */
@Command(name = "setup", description = "Make a project of this folder.", mixinStandardHelpOptions = true)
final class SetupCommand implements Runnable {
    private final KtxTelemetry telemetry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--database", defaultValue = "", paramLabel = "HOST:PORT", description = "Its database, if any.")
    private String database = "";

    SetupCommand(KtxTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void run() {
        step(SetupStepStep.PROJECT, () -> Project.create(Path.of(""), database));
        if (database.isEmpty()) {
            ended(SetupStepStep.CONNECTION, SetupStepOutcome.SKIPPED, 0);
        } else {
            step(SetupStepStep.CONNECTION, () -> Database.check(database));
        }
        step(SetupStepStep.SCAN, () -> Project.here().tables());
    }

    /** One that fails ends the setup. */
    private void step(SetupStepStep step, Work work) {
        long began = System.nanoTime();
        SetupStepOutcome outcome = SetupStepOutcome.ABANDONED;
        try {
            work.run();
            outcome = SetupStepOutcome.COMPLETED;
        } catch (IOException e) {
            throw new ConfigError("the project cannot be written: " + e.getMessage());
        } finally {
            ended(step, outcome, System.nanoTime() - began);
        }
    }

    private void ended(SetupStepStep step, SetupStepOutcome outcome, long tookNanos) {
        telemetry.setupStep(step, outcome, Duration.ofNanos(tookNanos));
        spec.commandLine().getOut().println(step + ": " + outcome);
    }

    private interface Work {
        void run() throws IOException;
    }
}
