package dev.overt.collector.store;

import dev.overt.collector.store.RecentIds.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The recent ids of each kind of entry, as the tables have them. */
record RecentEntries(RecentIds events, RecentIds quarantined, RecentIds clientDrops) {
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Reads the ids of the last days: some seconds for ten million. */
    static RecentEntries read(Schema schema, Connection connection) throws SQLException {
        long maxBytes = RecentIds.heapShareBytes();
        List<String> events = schema.tables().stream()
                .map(table -> "SELECT event_id AS id, received_at AS received FROM " + table.qualifiedName())
                .toList();
        return new RecentEntries(
                read(events, maxBytes, connection),
                read(
                        List.of("SELECT event_id AS id, received_at AS received FROM overt.quarantine"),
                        maxBytes / 4,
                        connection),
                read(
                        List.of("SELECT batch AS id, day::TIMESTAMP AS received FROM overt.client_drops"),
                        maxBytes / 4,
                        connection));
    }

    /** Day by day, so that the generations of ids are of one stretch of time each, and memory is bounded. */
    private static RecentIds read(List<String> tables, long maxBytes, Connection connection) throws SQLException {
        RecentIds recent = new RecentIds(maxBytes);
        Stretch kept = tables.isEmpty() ? null : stretch(tables, connection);
        if (kept == null) {
            return recent;
        }
        String select = "SELECT id, epoch_ms(received) FROM (" + String.join(" UNION ALL ", tables)
                + ") WHERE received >= make_timestamp_ms(?) AND received < make_timestamp_ms(?)";
        long from = Math.max(kept.fromMillis(), kept.toMillis() - RecentIds.HORIZON.toMillis());
        for (long day = from; day <= kept.toMillis(); day += DAY_MILLIS) {
            Sql.query(
                    connection,
                    select,
                    row -> recent.add(row.getObject(1, UUID.class), row.getLong(2)),
                    day,
                    day + DAY_MILLIS);
        }
        return recent;
    }

    private static @Nullable Stretch stretch(List<String> tables, Connection connection) throws SQLException {
        AtomicReference<@Nullable Stretch> stretch = new AtomicReference<>();
        String bounds = tables.stream()
                .map(table -> "SELECT min(received) AS low, max(received) AS high FROM (" + table + ")")
                .collect(Collectors.joining(" UNION ALL "));
        Sql.query(connection, "SELECT epoch_ms(min(low)), epoch_ms(max(high)) FROM (" + bounds + ")", row -> {
            Object from = row.getObject(1);
            if (from != null) {
                stretch.set(new Stretch(row.getLong(1), row.getLong(2)));
            }
        });
        return stretch.get();
    }
}
