package dev.overt.examples.altimate;

import dev.overt.picocli.CommandTelemetry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of a tool in which an agent works on data. */
@Command(
        name = "altimate",
        description = "Lets an agent work on data.",
        version = Altimate.VERSION,
        mixinStandardHelpOptions = true)
final class Altimate implements Runnable {
    static final String VERSION = "0.8.10";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        AltimateCodeTelemetry telemetry = AltimateCodeTelemetry.open(VERSION);
        System.exit(CommandTelemetry.execute(commandLine(telemetry), telemetry.telemetry(), args));
    }

    private static CommandLine commandLine(AltimateCodeTelemetry telemetry) {
        return new CommandLine(new Altimate())
                .addSubcommand(new RunCommand(telemetry))
                .addSubcommand(new AuthCommand(telemetry))
                .addSubcommand(new UpgradeCommand(telemetry))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(telemetry, failure, command));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    /** What no part of the tool handles is reported, and told to the person in a sentence. */
    private static int explain(AltimateCodeTelemetry telemetry, Exception failure, CommandLine command) {
        telemetry.error(failure, String.valueOf(failure.getMessage()));
        command.getErr().println("altimate: " + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
