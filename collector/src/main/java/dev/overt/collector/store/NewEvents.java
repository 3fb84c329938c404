package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The events of a batch, told into new ones, ones that were sent again, and ones that say something else under the id of
 * another. One thread.
 */
final class NewEvents {
    /** A client that says when it sent a request has its times corrected by that, each time a little differently. */
    private static final long SAME_TIME_MILLIS = Duration.ofHours(1).toMillis();

    private record Key(String product, UUID id) {}

    private final Schema schema;
    private final Map<Key, LogEntry.Accepted> first = new HashMap<>();
    private final Map<EventTable, List<LogEntry.Accepted>> rows = new LinkedHashMap<>();
    private final List<LogEntry.Quarantined> conflicts = new ArrayList<>();

    NewEvents(Schema schema) {
        this.schema = schema;
    }

    /** Tells {@code events} of tables that the schema has. */
    static NewEvents of(List<LogEntry.Accepted> events, Schema schema, RecentIds recent, Connection connection)
            throws SQLException {
        NewEvents told = new NewEvents(schema);
        Set<UUID> ids = events.stream().map(LogEntry.Accepted::id).collect(Collectors.toSet());
        Set<String> products = events.stream().map(LogEntry.Accepted::product).collect(Collectors.toSet());
        IncomingIds.find(recent, ids, incoming -> {
            for (String product : products) {
                for (EventTable table : schema.tables(product)) {
                    table.stored(product, incoming, connection)
                            .forEach(event -> told.first.putIfAbsent(new Key(product, event.id()), event));
                }
            }
        });
        events.forEach(told::tell);
        return told;
    }

    private void tell(LogEntry.Accepted event) {
        EventTable table = Objects.requireNonNull(schema.table(event.product(), event.event()));
        LogEntry.Accepted before = first.putIfAbsent(new Key(event.product(), event.id()), event);
        if (before == null) {
            rows.computeIfAbsent(table, key -> new ArrayList<>()).add(event);
        } else if (!same(before, event, table)) {
            conflicts.add(new LogEntry.Quarantined(
                    event.id(),
                    event.product(),
                    event.event(),
                    DropReason.CONFLICTING_ID,
                    "",
                    0,
                    event.receivedAtMillis()));
        }
    }

    /** Whether an event was sent again. When it was received, and what was dropped of it, may differ. */
    private static boolean same(LogEntry.Accepted before, LogEntry.Accepted event, EventTable table) {
        return before.event().equals(event.event())
                && Objects.equals(before.install(), event.install())
                && (clamped(before)
                        || clamped(event)
                        || Math.abs(before.atMillis() - event.atMillis()) <= SAME_TIME_MILLIS)
                && table.kept(before).equals(table.kept(event));
    }

    /** Whether an event's time follows from when it was received. */
    private static boolean clamped(LogEntry.Accepted event) {
        return event.drops().stream().map(Drop::reason).anyMatch(DropReason.CLAMPED_TIME::equals);
    }

    /** Events that are not stored, each id once. */
    Map<EventTable, List<LogEntry.Accepted>> rows() {
        return rows;
    }

    /** Events under an id that another event has. */
    List<LogEntry.Quarantined> conflicts() {
        return conflicts;
    }
}
