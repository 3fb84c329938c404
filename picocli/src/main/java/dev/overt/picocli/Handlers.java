package dev.overt.picocli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;

/** What a tool has given one of its command lines to run a command and to handle what goes wrong. */
record Handlers(
        CommandLine line,
        IExecutionStrategy strategy,
        IExecutionExceptionHandler executionExceptions,
        IParameterExceptionHandler parameterExceptions) {

    /** Those of {@code root}, which come first, and of every command below it. */
    static List<Handlers> of(CommandLine root) {
        List<Handlers> all = new ArrayList<>();
        collect(root, all);
        return all;
    }

    private static void collect(CommandLine line, List<Handlers> all) {
        all.add(new Handlers(
                line,
                line.getExecutionStrategy(),
                line.getExecutionExceptionHandler(),
                line.getParameterExceptionHandler()));
        for (CommandLine each : line.getCommandSpec().subcommands().values()) {
            collect(each, all);
        }
    }

    /** Puts them back; into the commands below, too, whose own must follow. */
    void restore() {
        line.setExecutionStrategy(strategy);
        line.setExecutionExceptionHandler(executionExceptions);
        line.setParameterExceptionHandler(parameterExceptions);
    }
}
