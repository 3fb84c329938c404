package dev.overt.collector.store;

import dev.overt.collector.log.LogEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Events of {@link CountedManifest} with values of every kind, some of them absent. */
public final class RandomEvents {
    private static final List<String> SYSTEMS = List.of("Linux", "Darwin", "Windows");
    private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");
    private static final List<String> VERSIONS = List.of("1.0", "1.1", "2.0-rc1", "3.0'; --");

    private final Random random;
    private final int installs;

    public RandomEvents(Random random, int installs) {
        this.random = random;
        this.installs = installs;
    }

    /** An event received then, which happened up to {@code latest} before, or up to ten minutes after. */
    public LogEntry.Accepted receivedAt(long receivedAtMillis, Duration latest) {
        String event = one(List.of("ran", "ran", "ran", "batch", "batch", "began", "done", "broke"));
        long before = random.nextInt(4) == 0 ? random.nextLong(latest.toMillis()) : random.nextInt(100_000);
        long atMillis =
                random.nextInt(20) == 0 ? receivedAtMillis + random.nextInt(600_000) : receivedAtMillis - before;
        String install = random.nextInt(15) == 0 ? null : "install-" + random.nextInt(installs);
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return new LogEntry.Accepted(
                id, "counted-tool", event, install, atMillis, receivedAtMillis, properties(event), List.of());
    }

    private Map<String, Object> properties(String event) {
        Map<String, Object> properties = new LinkedHashMap<>();
        sometimes(properties, "os", one(SYSTEMS));
        switch (event) {
            case "ran" -> {
                sometimes(properties, "release", one(VERSIONS));
                sometimes(properties, "command", one(List.of("run", "new", "doctor")));
                sometimes(properties, "status", one(List.of("ok", "error")));
                sometimes(properties, "code", (long) random.nextInt(3));
                sometimes(properties, "failure", one(List.of("IOError", "TypeError", "OtherError")));
                sometimes(properties, "took", one(List.of("<1s", "1-5s", "5s+")));
            }
            case "batch" -> {
                sometimes(properties, "release", one(VERSIONS));
                sometimes(properties, "rows", random.nextLong(1_000_000));
                sometimes(properties, "share", 0.25);
                sometimes(properties, "model", "llama-" + random.nextInt(1_000));
                sometimes(properties, "ok", random.nextBoolean());
                sometimes(properties, "sources", one(List.of(List.of(), List.of("csv"), List.of("csv", "duckdb"))));
                sometimes(
                        properties, "kinds", one(List.of(Map.of(), Map.of("view", 3L, "table", random.nextLong(100)))));
            }
            default -> {
                sometimes(properties, "arch", one(ARCHITECTURES));
                sometimes(properties, "installing", one(VERSIONS));
            }
        }
        return properties;
    }

    private void sometimes(Map<String, Object> properties, String name, Object value) {
        if (random.nextInt(8) != 0) {
            properties.put(name, value);
        }
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
