package dev.overt.collector.dashboard;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the front page says.
 *
 * @param session null where nobody has to log in
 */
record FrontView(List<Entry> entries, @Nullable String warning, Sessions.@Nullable Session session) {
    FrontView {
        entries = List.copyOf(entries);
    }

    /** A product with its last week. */
    record Entry(String id, String name, String installations, String events) {}
}
