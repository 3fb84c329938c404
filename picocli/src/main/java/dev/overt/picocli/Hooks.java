package dev.overt.picocli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What stands before the handlers that a tool has given one of its command lines: calls them, with telemetry around.
 * One class for all three, and no lambda, since each class and a JVM's first lambda cost a run some time.
 */
final class Hooks implements IExecutionStrategy, IExecutionExceptionHandler, IParameterExceptionHandler {
    private final CommandLine line;
    private final CommandTelemetry around;
    private final IExecutionStrategy strategy;
    private final IExecutionExceptionHandler executionExceptions;
    private final IParameterExceptionHandler parameterExceptions;

    private Hooks(CommandLine line, CommandTelemetry around) {
        this.line = line;
        this.around = around;
        this.strategy = line.getExecutionStrategy();
        this.executionExceptions = line.getExecutionExceptionHandler();
        this.parameterExceptions = line.getParameterExceptionHandler();
    }

    /** Those of {@code root}, which come first, and of every command below it. */
    static List<Hooks> of(CommandLine root, CommandTelemetry around) {
        List<Hooks> all = new ArrayList<>();
        collect(root, around, all);
        return all;
    }

    private static void collect(CommandLine line, CommandTelemetry around, List<Hooks> all) {
        all.add(new Hooks(line, around));
        for (CommandLine each : line.getCommandSpec().subcommands().values()) {
            collect(each, around, all);
        }
    }

    /** Puts itself before the tool's handlers; in the commands below, too. */
    void stand() {
        line.setExecutionStrategy(this);
        line.setExecutionExceptionHandler(this);
        line.setParameterExceptionHandler(this);
    }

    /** Puts the tool's own back; into the commands below, too, whose own must follow. */
    void restore() {
        line.setExecutionStrategy(strategy);
        line.setExecutionExceptionHandler(executionExceptions);
        line.setParameterExceptionHandler(parameterExceptions);
    }

    @Override
    public int execute(ParseResult parsed) throws ExecutionException {
        return around.execute(parsed, strategy);
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) throws Exception {
        around.failed(exception);
        return executionExceptions.handleExecutionException(exception, command, parsed);
    }

    @Override
    public int handleParseException(ParameterException exception, String[] rejected) throws Exception {
        return around.rejects(exception)
                ? parameterExceptions.handleParseException(exception, rejected)
                : around.executeAgain();
    }
}
