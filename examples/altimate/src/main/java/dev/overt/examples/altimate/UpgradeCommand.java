package dev.overt.examples.altimate;

import dev.overt.examples.altimate.AltimateCodeTelemetry.CommandCommandName;
import dev.overt.examples.altimate.AltimateCodeTelemetry.UpgradeAttemptedMethod;
import dev.overt.examples.altimate.AltimateCodeTelemetry.UpgradeAttemptedStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Would replace the tool by another version of it; this example has no other, so it always says why it cannot. */
@Command(name = "upgrade", description = "Upgrade to a version.", mixinStandardHelpOptions = true)
final class UpgradeCommand implements Runnable {
    private final AltimateCodeTelemetry telemetry;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "VERSION", description = "Such as 0.9.0.")
    private String version = "";

    @Option(
            names = "--method",
            defaultValue = "npm",
            paramLabel = "NAME",
            description = "npm, brew, curl, bun or pnpm.")
    private String method = "";

    UpgradeCommand(AltimateCodeTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void run() {
        telemetry.command(CommandCommandName.UPGRADE);
        boolean same = version.equals(Altimate.VERSION);
        telemetry.upgradeAttempted(
                version,
                Word.of(UpgradeAttemptedMethod.class, method),
                same ? UpgradeAttemptedStatus.SUCCESS : UpgradeAttemptedStatus.ERROR);
        if (!same) {
            throw new ConfigError(
                    "there is no version " + version + " of this example, only " + Altimate.VERSION + ".");
        }
        spec.commandLine().getOut().println("This is version " + version + " already.");
    }
}
