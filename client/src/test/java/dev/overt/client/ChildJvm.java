package dev.overt.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that runs one of the tests' own programs with a home directory of the test's. */
final class ChildJvm {
    private ChildJvm() {}

    /** Starts {@code program} with {@code home} as its first argument. */
    static Process start(Path home, Class<?> program, String... options) throws IOException {
        return start(home, program, Map.of(), options);
    }

    /** The same with variables of its own. */
    static Process start(Path home, Class<?> program, Map<String, String> variables, String... options)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A JVM says on its output that another of its process number, in another container, holds its performance
        // data.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "-XX:-UsePerfData"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().putAll(variables);
        return builder.start();
    }
}
