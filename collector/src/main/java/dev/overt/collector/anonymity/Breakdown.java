package dev.overt.collector.anonymity;

import java.util.Map;
import java.util.TreeMap;

/**
 * A total and its parts by value. Events add up, but for those that have no value; installations may be in several parts.
 *
 * @param parts value to count; {@link KAnonymity#OTHER} is a part that is never named
 */
public record Breakdown(Count total, Map<String, Count> parts) {
    /** Orders the parts by their values. */
    public Breakdown {
        parts = new TreeMap<>(parts);
    }

    Count part(String value) {
        return parts.getOrDefault(value, Count.NONE);
    }

    /** Events that are in no part; none where an event may be in several. */
    long unsaidEvents() {
        return Math.max(
                0,
                total.events()
                        - parts.values().stream().mapToLong(Count::events).sum());
    }
}
