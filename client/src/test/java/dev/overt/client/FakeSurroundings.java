package dev.overt.client;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Surroundings that a test sets: a home directory, an environment, a clock, and ids to hand out. */
class FakeSurroundings extends Surroundings {
    final Map<String, String> environment = new HashMap<>();
    final Map<String, String> properties = new HashMap<>(Map.of("os.name", "Linux", "java.version", "17.0.15"));
    final Queue<String> uuids = new ArrayDeque<>();
    final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Path home;
    Terminals terminals = new Terminals(true, true);
    long nowMillis = 1_763_683_200_000L;
    /** Set by one thread, read by all. */
    volatile long elapsedMillis;
    /** Whether time also passes by itself. */
    boolean ticking;
    /** How far the clock goes on with each of {@code uuids}. */
    long stepMillis;

    FakeSurroundings(Path home) {
        this.home = home;
    }

    @Override
    Map<String, String> environment() {
        return environment;
    }

    @Override
    boolean inputIsTerminal() {
        return terminals.input();
    }

    @Override
    boolean outputIsTerminal() {
        return terminals.output();
    }

    @Override
    PrintStream errors() {
        return new PrintStream(errors, true, StandardCharsets.UTF_8);
    }

    @Override
    Path path(String first, String... more) {
        return home.getFileSystem().getPath(first, more);
    }

    @Override
    Path machinePolicy() {
        return home.resolve("etc/overt/disabled");
    }

    @Override
    long nowMillis() {
        return nowMillis;
    }

    @Override
    long elapsedMillis() {
        return ticking ? elapsedMillis + super.elapsedMillis() : elapsedMillis;
    }

    @Override
    String property(String name) {
        return properties.getOrDefault(name, "");
    }

    @Override
    @Nullable
    Path home() {
        return home;
    }

    @Override
    String newUuid() {
        String next = uuids.poll();
        if (next == null) {
            return super.newUuid();
        }
        nowMillis += stepMillis;
        return next;
    }
}
