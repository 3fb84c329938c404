package dev.overt.examples.initrunner;

import dev.overt.picocli.CommandTelemetry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line of a tool that runs agents described by role files. */
@Command(
        name = "initrunner",
        description = "Runs agents that are described by role files.",
        version = InitRunner.VERSION,
        mixinStandardHelpOptions = true,
        subcommands = {
            RunCommand.class,
            NewCommand.class,
            DoctorCommand.class,
            DashboardCommand.class,
            CommandLine.HelpCommand.class
        })
final class InitRunner implements Runnable {
    static final String VERSION = "2026.8.10";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(CommandTelemetry.execute(
                commandLine(), InitRunnerTelemetry.open(VERSION).telemetry(), args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new InitRunner()).setExecutionExceptionHandler(InitRunner::explain);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command.");
    }

    /** A failure is a sentence for the person, not a stack trace. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        command.getErr().println("initrunner: " + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
