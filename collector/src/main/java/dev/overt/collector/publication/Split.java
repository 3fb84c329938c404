package dev.overt.collector.publication;

import dev.overt.collector.anonymity.Count;
import java.util.Map;
import java.util.TreeMap;

/** What each of some values came to, and by version and by system. For one thread. */
final class Split {
    private final Map<String, Count> values = new TreeMap<>();
    private final Map<String, Map<String, Count>> versions = new TreeMap<>();
    private final Map<String, Map<String, Count>> systems = new TreeMap<>();

    void add(String value, String version, String os, Count count) {
        if (!version.isEmpty()) {
            versions.computeIfAbsent(value, any -> new TreeMap<>()).put(version, count);
        } else if (!os.isEmpty()) {
            systems.computeIfAbsent(value, any -> new TreeMap<>()).put(os, count);
        } else {
            values.put(value, count);
        }
    }

    Map<String, Count> values() {
        return values;
    }

    /** Value to version to count. */
    Map<String, Map<String, Count>> versions() {
        return versions;
    }

    /** Value to system to count. */
    Map<String, Map<String, Count>> systems() {
        return systems;
    }
}
