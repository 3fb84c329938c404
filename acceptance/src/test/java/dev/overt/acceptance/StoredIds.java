package dev.overt.acceptance;

import java.util.HashSet;
import java.util.Set;

/** The ids of all events that a collector has stored, read in parts: an answer has at most 10,000 rows. */
final class StoredIds {
    private static final int PARTS = 50;

    private StoredIds() {}

    static Set<String> of(ServedCollector collector) {
        Set<String> ids = new HashSet<>();
        for (int part = 0; part < PARTS; part++) {
            collector
                    .query("select event_id::varchar from initrunner.cli_command where hash(event_id) % " + PARTS
                            + " = " + part)
                    .rows()
                    .forEach(row -> ids.add((String) row.get(0)));
        }
        return ids;
    }
}
