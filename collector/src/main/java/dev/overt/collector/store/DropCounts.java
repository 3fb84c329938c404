package dev.overt.collector.store;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** How often each thing was dropped in one batch. One thread. */
final class DropCounts {
    static final String TABLE = "counted_drops";
    static final String CREATE = "CREATE TEMP TABLE counted_drops"
            + " (product VARCHAR, day DATE, event VARCHAR, property VARCHAR, reason VARCHAR, count BIGINT)";
    private static final String ADD = """
            INSERT INTO overt.drops FROM temp.counted_drops
            ON CONFLICT DO UPDATE SET count = count + excluded.count;
            TRUNCATE temp.counted_drops;
            """;

    private record Key(String product, LocalDate day, String event, String property, DropReason reason) {}

    private final Map<Key, Long> counts = new HashMap<>();
    private final KnownNames names;
    private final DuckDBConnection connection;

    DropCounts(KnownNames names, DuckDBConnection connection) {
        this.names = names;
        this.connection = connection;
    }

    /** Counts what was dropped of a row that is new in its table. */
    void count(LogEntry.Accepted row, EventTable table) throws SQLException {
        LocalDate day = Batch.day(row);
        for (Drop drop : table.drops(row)) {
            String property = table.hasColumn(drop.property())
                    ? drop.property()
                    : names.keepOrReplace(drop.property(), row.product(), day, connection);
            counts.merge(new Key(row.product(), day, row.event(), property, drop.reason()), 1L, Long::sum);
        }
    }

    void store() throws SQLException {
        if (counts.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender = connection.createAppender("temp", "main", TABLE)) {
            for (Map.Entry<Key, Long> count : counts.entrySet()) {
                Key key = count.getKey();
                appender.beginRow();
                appender.append(key.product()).append(key.day()).append(key.event());
                appender.append(key.property()).append(key.reason().code());
                appender.append((long) count.getValue());
                appender.endRow();
            }
        }
        Sql.run(connection, ADD);
    }
}
