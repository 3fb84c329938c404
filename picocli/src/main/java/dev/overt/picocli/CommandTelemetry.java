package dev.overt.picocli;

import dev.overt.client.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The execution of one command line with telemetry around it. What the tool prints and its exit code are
 * those that it would have without. Not thread-safe.
 */
public final class CommandTelemetry {
    /** By its name: its class is not loaded for tools that do not have it. */
    private static final String COMPLETION = "picocli.AutoComplete$GenerateCompletion";

    private final CommandLine root;
    private final Telemetry telemetry;
    private final String[] args;
    /** Whether the tool has subcommands of its own; without one of them it only shows its usage. */
    private final boolean hasCommands;
    /** Of the root, which come first, and of every command below it. */
    private final List<Hooks> hooks;
    /** Null where the tool has a command of that name. */
    private final @Nullable Mention mention;

    private boolean begun;
    /** While a command runs; what it executes by this command line itself is a part of it. */
    private boolean running;

    private @Nullable Throwable error;
    /** The command after which a line on telemetry is printed. */
    private @Nullable CommandLine statusAfter;

    private CommandTelemetry(CommandLine root, Telemetry telemetry, String... args) {
        this.root = root;
        this.telemetry = telemetry;
        this.args = args;
        this.hasCommands = !root.getCommandSpec().subcommands().isEmpty();
        this.hooks = Hooks.of(root, this);
        this.mention = Mention.add(root, telemetry);
    }

    /**
     * Executes {@code args}, reports the command, and closes {@code telemetry}. Adds the subcommand
     * {@code telemetry} unless the tool has one, asks the person once where the policy says so, and prints a line
     * about telemetry after the commands that the policy names. A command that calls {@code System.exit} is not
     * reported, since its end is not seen here. {@code root} is left as it was and can be executed again, with
     * another {@code telemetry}.
     *
     * @return the exit code
     */
    public static int execute(CommandLine root, Telemetry telemetry, String... args) {
        return new CommandTelemetry(root, telemetry, args).execute();
    }

    private int execute() {
        hooks.get(0).stand();
        restore(1);
        try {
            int exitCode = root.execute(args);
            telemetry.finish(exitCode, error);
            printStatus();
            return exitCode;
        } catch (RuntimeException | Error uncaught) {
            telemetry.finish(1, uncaught);
            throw uncaught;
        } finally {
            telemetry.close();
            restore(0);
            if (mention != null) {
                mention.remove();
            }
        }
    }

    /** Puts the tool's own handlers back, from the command line of this number on. */
    private void restore(int first) {
        for (int i = first; i < hooks.size(); i++) {
            hooks.get(i).restore();
        }
    }

    /** Executes what was parsed by the tool's own {@code strategy}. */
    int execute(ParseResult parsed, IExecutionStrategy strategy) throws ExecutionException {
        if (running) {
            return strategy.execute(parsed);
        }
        ParseResult below = parsed.subcommand();
        if (mistook(below == null ? null : below.commandSpec())) {
            return executeAgain();
        }
        running = true;
        try {
            started(parsed);
            return strategy.execute(parsed);
        } finally {
            running = false;
        }
    }

    /** With the telemetry command itself, where its mention was meant. */
    int executeAgain() {
        return root.execute(args);
    }

    /** Notes what a command threw. */
    void failed(Exception exception) {
        if (!running) {
            // An Error arrives wrapped.
            Throwable cause = exception instanceof ExecutionException ? exception.getCause() : null;
            error = cause == null ? exception : cause;
        }
    }

    /**
     * Notes a command line that cannot be parsed, which names its command as far as it was understood; false where it
     * is to be executed again.
     */
    boolean rejects(ParameterException exception) {
        CommandSpec command = firstLevel(exception.getCommandLine().getCommandSpec());
        if (mistook(command)) {
            return false;
        }
        if (!running) {
            error = exception;
            misused(command);
        }
        return true;
    }

    private void misused(@Nullable CommandSpec command) {
        if (!begun && command != null) {
            begin(command);
        } else if (!begun) {
            // A name that no manifest declares.
            telemetry.begin("");
        }
    }

    private void started(ParseResult parsed) {
        ParseResult below = parsed.subcommand();
        CommandSpec command = (below == null ? parsed : below).commandSpec();
        if (onlyShowsHelp(parsed)) {
            if (mention != null) {
                // Help about the telemetry command, or a script that completes it, needs all of it.
                mention.replace();
            }
            telemetry.silence();
        } else if (below == null && hasCommands) {
            telemetry.silence();
        } else {
            begin(command);
            ask(command);
            if (telemetry.policy().showsStatus(command.name())) {
                statusAfter = command.commandLine();
            }
        }
    }

    private void begin(CommandSpec command) {
        begun = true;
        telemetry.begin(command.name());
        if (mention != null && mention.is(command)) {
            telemetry.silence();
        }
    }

    private void ask(CommandSpec command) {
        if (telemetry.asks() || telemetry.notifies()) {
            Question.ask(telemetry, root.getErr(), System.in);
            // The time that the person took to answer is not the command's.
            begin(command);
        }
    }

    /** Whether {@code command} was mistaken for its mention: then it stands in its place now, and is to be executed. */
    private boolean mistook(@Nullable CommandSpec command) {
        return command != null && mention != null && mention.is(command) && mention.replace();
    }

    private void printStatus() {
        if (statusAfter != null) {
            statusAfter.getOut().println(StatusText.line(telemetry.policy(), telemetry.standing()));
            statusAfter.getOut().flush();
        }
    }

    private static boolean onlyShowsHelp(ParseResult parsed) {
        for (CommandLine each : parsed.asCommandLineList()) {
            Object command = each.getCommandSpec().userObject();
            if (each.isUsageHelpRequested()
                    || each.isVersionHelpRequested()
                    || each.getCommandSpec().helpCommand()
                    || (command != null && command.getClass().getName().equals(COMPLETION))) {
                return true;
            }
        }
        return false;
    }

    /** The command below the root that {@code command} is or belongs to; null where it is the root. */
    private static @Nullable CommandSpec firstLevel(CommandSpec command) {
        CommandSpec below = null;
        for (CommandSpec each = command; each.parent() != null; each = each.parent()) {
            below = each;
        }
        return below;
    }
}
