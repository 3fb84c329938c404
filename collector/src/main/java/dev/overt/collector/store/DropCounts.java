package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/** How often each thing was dropped in one batch. One thread. */
final class DropCounts {
    private static final String NO_NAME = "*";
    private static final String ADD =
            "INSERT INTO overt.drops VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count";

    private record Key(String product, LocalDate day, String event, String property, DropReason reason) {}

    private final Map<Key, Long> counts = new HashMap<>();
    private final SenderNames names;
    private final Connection connection;

    DropCounts(SenderNames names, Connection connection) {
        this.names = names;
        this.connection = connection;
    }

    /** Counts what was dropped of a row that is new in its table. */
    void count(LogEntry.Accepted row, EventTable table) throws SQLException {
        LocalDate day = Batch.day(row);
        for (Drop drop : table.drops(row)) {
            String property = table.hasColumn(drop.property())
                    ? drop.property()
                    : names.properties().keepOrReplace(drop.property(), row.product(), day, connection);
            count(row, property, drop.reason());
        }
    }

    private void count(LogEntry.Accepted row, String property, DropReason reason) throws SQLException {
        LocalDate day = Batch.day(row);
        counts.merge(new Key(row.product(), day, row.event(), property, reason), 1L, Long::sum);
        if (row.install() != null) {
            names.droppedBy().note(row.product(), day, row.event(), property, reason.code(), row.install(), connection);
        }
    }

    /** Counts an event that came too late for the counts of its period. */
    void countLate(LogEntry.Accepted row) throws SQLException {
        count(row, "", DropReason.LATE_EVENT);
    }

    /** Counts events that were refused; whatever they were called, nobody knows their names. */
    void count(LogEntry.Rejected events) {
        counts.merge(
                new Key(events.product(), Batch.day(events), NO_NAME, "", events.reason()), events.count(), Long::sum);
    }

    void store() throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Key, Long> count : counts.entrySet()) {
                Key key = count.getKey();
                Sql.bind(
                        add,
                        key.product(),
                        key.day(),
                        key.event(),
                        key.property(),
                        key.reason().code(),
                        count.getValue());
                add.executeUpdate();
            }
        }
    }
}
