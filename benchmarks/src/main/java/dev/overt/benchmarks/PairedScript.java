package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shell's script with what Overt generates, and the same without it: run in turns, they tell what it adds.
 *
 * @param shell its name; busybox stands for its own
 */
record PairedScript(String shell, Path with, Path without, Map<String, String> environment) {
    /** The median that a script may add. */
    private static final double MAX_MILLIS = 50;

    /** What is done before or after a run with it, and is not timed. */
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    /** The head of a table: a column for each of {@code states}, then one for each state of the network. */
    static String head(String... states) {
        List<String> columns = Stream.concat(
                        Stream.of(states), Stream.of(Network.values()).map(Network::words))
                .toList();
        return columns.stream().collect(Collectors.joining(" | ", "| shell | ", " |\n"))
                + "|---".repeat(columns.size() + 1)
                + "|";
    }

    /** A cell of that table: median and 95th percentile, in bold where the median misses the goal. */
    String cell(int rounds, Step before, Step after) throws IOException, InterruptedException {
        Differences added = new Differences();
        for (int round = 0; round < rounds; round++) {
            double alone = millis(without);
            before.run();
            added.add(millis(with) - alone);
            after.run();
        }
        String cell = String.format(Locale.ROOT, "%.1f, %.1f", added.median(), added.quantile(0.95));
        return " | " + (added.median() <= MAX_MILLIS ? cell : "**" + cell + "**");
    }

    private double millis(Path script) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell.equals("busybox") ? List.of("busybox", "sh") : List.of(shell));
        command.add(script.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        builder.start().waitFor();
        return (System.nanoTime() - start) / 1e6;
    }
}
