package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The example in one of its forms, as a whole process on the JDK that runs this.
 *
 * @param words its name in the table
 * @param kind how often it runs, and what its figures are held against
 * @param program the name of its main class
 * @param classPath its jars
 * @param settings variables that it is given
 */
record Tool(String words, Kind kind, String program, String classPath, Map<String, String> settings) {
    private static final int TIMEOUT_SECONDS = 120;

    /** How often a tool runs, where, and what it is held against. */
    enum Kind {
        /** In every round: the program without telemetry, which all others are held against. */
        BASE,
        /** In every round: the same program again. What it differs by is noise, and that of every other figure. */
        AGAIN,
        /** In every round. */
        ALWAYS,
        /** In every round: the program without telemetry with all that it needs in one jar. */
        BASE_IN_ONE_JAR,
        /** In every round, and held against that. */
        IN_ONE_JAR,
        /** In the first few rounds, where the disk is good: an upload falls due. */
        UPLOADING,
        /** In the first few rounds, where the disk is good: it may wait for minutes. */
        PEER
    }

    /** Whether it takes part in that round. */
    boolean runs(Condition condition, int round, int fewRounds) {
        return isInEveryRound() || (condition.disk() == Home.Disk.GOOD && round < fewRounds);
    }

    boolean isInEveryRound() {
        return kind != Kind.UPLOADING && kind != Kind.PEER;
    }

    boolean isBase() {
        return kind == Kind.BASE || kind == Kind.BASE_IN_ONE_JAR;
    }

    /** Milliseconds from start to exit; infinite where it had to be ended. */
    double time(Home home, String collector, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "dev.overt.examples.initrunner." + program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // Nothing of what a CI or a coding agent sets: it decides about telemetry.
        builder.environment().clear();
        builder.environment().putAll(settings);
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("HOME", home.path.toString());
        builder.environment().put("INITRUNNER_TELEMETRY_COLLECTOR", collector.replace("://", "://key@"));
        builder.environment().put("COLLECTOR", collector);
        long start = System.nanoTime();
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return Double.POSITIVE_INFINITY;
        }
        double millis = (System.nanoTime() - start) / 1e6;
        if (process.exitValue() != 0) {
            throw new IOException(program + " ended with " + process.exitValue());
        }
        return millis;
    }
}
