package dev.overt.picocli;

import dev.overt.client.Telemetry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The execution of one command line with telemetry around it. What the tool prints and its exit code are
 * those that it would have without. Not thread-safe.
 */
public final class CommandTelemetry {
    private final CommandLine root;
    private final Telemetry telemetry;
    private final IExecutionStrategy strategy;
    private final IExecutionExceptionHandler executionExceptions;
    private final IParameterExceptionHandler parameterExceptions;
    /** Whether the tool has subcommands of its own; without one of them it only shows its usage. */
    private final boolean hasCommands;

    private boolean begun;
    private @Nullable Throwable error;

    private CommandTelemetry(CommandLine root, Telemetry telemetry) {
        this.root = root;
        this.telemetry = telemetry;
        this.hasCommands = !root.getSubcommands().isEmpty();
        this.strategy = root.getExecutionStrategy();
        this.executionExceptions = root.getExecutionExceptionHandler();
        this.parameterExceptions = root.getParameterExceptionHandler();
    }

    /**
     * Executes {@code args}, reports the command, and closes {@code telemetry}. Adds the subcommand
     * {@code telemetry}, and asks the person once where the policy says so.
     *
     * @return the exit code
     */
    public static int execute(CommandLine root, Telemetry telemetry, String... args) {
        return new CommandTelemetry(root, telemetry).execute(args);
    }

    /** One line about telemetry for a command that checks the tool's state. */
    public static String doctorLine(Telemetry telemetry) {
        return telemetry.statusLine();
    }

    private int execute(String... args) {
        if (!root.getSubcommands().containsKey(TelemetryCommand.NAME)) {
            root.addSubcommand(
                    TelemetryCommand.NAME, namesTelemetry(args) ? new TelemetryCommand(telemetry) : mention());
        }
        Hooks hooks = new Hooks();
        root.setExecutionStrategy(hooks);
        root.setExecutionExceptionHandler(hooks);
        root.setParameterExceptionHandler(hooks);
        try {
            int exitCode = root.execute(args);
            telemetry.finish(exitCode, error);
            return exitCode;
        } catch (RuntimeException | Error uncaught) {
            telemetry.finish(1, uncaught);
            throw uncaught;
        } finally {
            telemetry.close();
        }
    }

    /** Whether {@code args} could name the telemetry command: in full, abbreviated, or in a file of arguments. */
    private static boolean namesTelemetry(String... args) {
        for (String each : args) {
            if (!each.isEmpty() && (TelemetryCommand.NAME.startsWith(each) || each.charAt(0) == '@')) {
                return true;
            }
        }
        return false;
    }

    /** The telemetry command's line in the tool's help, for most runs need no more of it: its class costs some milliseconds. */
    private static CommandSpec mention() {
        CommandSpec mention = CommandSpec.create().name(TelemetryCommand.NAME);
        mention.usageMessage().description(TelemetryCommand.DESCRIPTION);
        return mention;
    }

    private void started(ParseResult parsed) {
        ParseResult command = parsed.subcommand();
        if (onlyShowsHelp(parsed) || (command == null && hasCommands)) {
            telemetry.silence();
        } else {
            String name = (command == null ? parsed : command).commandSpec().name();
            begin(name);
            if (telemetry.asks() || telemetry.notifies()) {
                Question.ask(telemetry, root.getErr(), System.in);
                // The time that the person took to answer is not the command's.
                begin(name);
            }
        }
    }

    private void begin(String command) {
        begun = true;
        telemetry.begin(command);
        if (command.equals(TelemetryCommand.NAME)) {
            telemetry.silence();
        }
    }

    private static boolean onlyShowsHelp(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = each.subcommand()) {
            if (each.isUsageHelpRequested()
                    || each.isVersionHelpRequested()
                    || each.commandSpec().helpCommand()) {
                return true;
            }
        }
        return false;
    }

    /** The name of the command below the root; an empty one, which no manifest declares, where there is none. */
    private static String firstLevelName(CommandLine command) {
        CommandLine below = command;
        CommandLine parent = below.getParent();
        if (parent == null) {
            return "";
        }
        while (parent.getParent() != null) {
            below = parent;
            parent = below.getParent();
        }
        return below.getCommandName();
    }

    /** Stands before the tool's own handlers and calls them; a class, because the first lambda of a JVM costs more. */
    private final class Hooks implements IExecutionStrategy, IExecutionExceptionHandler, IParameterExceptionHandler {
        @Override
        public int execute(ParseResult parsed) throws ExecutionException {
            started(parsed);
            return strategy.execute(parsed);
        }

        @Override
        public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed)
                throws Exception {
            // An Error arrives wrapped.
            Throwable cause = exception instanceof ExecutionException ? exception.getCause() : null;
            error = cause == null ? exception : cause;
            return executionExceptions.handleExecutionException(exception, command, parsed);
        }

        /** A command line that cannot be parsed names its command as far as it was understood. */
        @Override
        public int handleParseException(ParameterException exception, String[] args) throws Exception {
            error = exception;
            if (!begun) {
                begin(firstLevelName(exception.getCommandLine()));
            }
            return parameterExceptions.handleParseException(exception, args);
        }
    }
}
