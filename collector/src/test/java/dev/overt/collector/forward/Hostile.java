package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that a manifest may declare and that strain the limits of receivers. */
final class Hostile {
    private Hostile() {}

    /** Each of them numbered by the property {@code n}, which comes first. */
    static List<LogEntry.Accepted> events(long nowMillis) {
        List<LogEntry.Accepted> events = new ArrayList<>();
        String install = "d".repeat(32);
        add(events, "error", install, nowMillis, Map.of());
        add(events, "session_start", install, nowMillis, Map.of());
        add(events, "ga_event", install, nowMillis, Map.of());
        add(events, "firebase_campaign", install, nowMillis, Map.of());
        add(
                events,
                "e" + "x".repeat(59),
                install,
                nowMillis,
                Map.of("p" + "y".repeat(59), 1L, "p" + "y".repeat(58) + "z", 2L));
        add(events, "no_install", null, nowMillis, Map.of());
        add(events, "old", install, nowMillis - 71 * 3_600_000L, Map.of());
        add(events, "ahead", install, nowMillis + 600_000, Map.of());
        add(
                events,
                "names",
                install,
                nowMillis,
                Map.of("google_ads", "a", "gtag_x", "b", "session_id", "c", "ga_id", 1L));
        add(
                events,
                "values",
                install,
                nowMillis,
                Map.of(
                        "text",
                        "é😀\"\\\u0001".repeat(900),
                        "list",
                        List.of("a", "b"),
                        "counts",
                        Map.of("view", 2L),
                        "none",
                        List.of(),
                        "flag",
                        false,
                        "big",
                        Long.MAX_VALUE,
                        "small",
                        1e-300));
        Map<String, Object> many = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            many.put("property_" + i, "value".repeat(400));
        }
        for (int i = 0; i < 40; i++) {
            add(events, "wide", install, nowMillis, many);
        }
        return events;
    }

    private static void add(
            List<LogEntry.Accepted> events,
            String name,
            @Nullable String install,
            long atMillis,
            Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("n", (long) events.size());
        properties.putAll(more);
        events.add(new LogEntry.Accepted(
                UUID.randomUUID(), "my-tool", name, install, atMillis, atMillis, properties, List.of()));
    }
}
