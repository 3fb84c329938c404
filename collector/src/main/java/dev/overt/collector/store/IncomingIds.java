package dev.overt.collector.store;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The ids of one batch, in a temporary table, to be told from those that are stored. One thread.
 *
 * <p>They are looked up by a semi-join, with no index. DuckDB hands the smallest and the largest id of the batch to the
 * scan, which skips the row groups outside; so with ids of version 7 the cost follows from the rows received since the
 * oldest id of the batch was made. An index costs more from the first rows on, in time and in memory.
 */
final class IncomingIds {
    static final String CREATE = "CREATE TEMP TABLE incoming (place VARCHAR, id UUID)";

    private final DuckDBConnection connection;

    private IncomingIds(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** @param ids by the table that they go to */
    static IncomingIds stage(Map<String, Set<UUID>> ids, DuckDBConnection connection) throws SQLException {
        Sql.run(connection, "TRUNCATE temp.incoming");
        try (DuckDBAppender appender = connection.createAppender("temp", "main", "incoming")) {
            for (Map.Entry<String, Set<UUID>> place : ids.entrySet()) {
                for (UUID id : place.getValue()) {
                    appender.beginRow();
                    appender.append(place.getKey()).append(id);
                    appender.endRow();
                }
            }
        }
        return new IncomingIds(connection);
    }

    /** Those of {@code entries} whose id {@code table} does not have in {@code column}. */
    <T> List<T> missing(Map<UUID, T> entries, String table, String column) throws SQLException {
        Set<UUID> stored = new HashSet<>();
        Sql.query(
                connection,
                "SELECT " + column + " FROM " + table + " WHERE " + column
                        + " IN (SELECT id FROM temp.incoming WHERE place = ?)",
                row -> stored.add(row.getObject(1, UUID.class)),
                table);
        return entries.entrySet().stream()
                .filter(entry -> !stored.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
