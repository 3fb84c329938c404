package dev.overt.examples.ktx;

import dev.overt.picocli.CommandTelemetry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of a tool that lets agents ask about data. */
@Command(
        name = "ktx",
        description = "Lets agents ask about the data of a project.",
        version = Ktx.VERSION,
        mixinStandardHelpOptions = true,
        subcommands = {StatusCommand.class, ScanCommand.class, ConnectionCommand.class})
final class Ktx implements Runnable {
    static final String VERSION = "0.4.1";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        KtxTelemetry telemetry = KtxTelemetry.open(VERSION);
        CommandLine line = new CommandLine(new Ktx())
                .addSubcommand(new SetupCommand(telemetry))
                .addSubcommand(new McpCommand(telemetry))
                .setExecutionExceptionHandler(Ktx::explain);
        System.exit(CommandTelemetry.execute(line, telemetry.telemetry(), args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    /** A failure is a sentence for the person, not a stack trace. */
    @SuppressWarnings("UnusedVariable") // picocli's signature
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("ktx: " + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
