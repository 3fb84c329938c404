package dev.overt.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of what may be shown, in a DuckDB file of their own: no query over them can reach anything else. All of it
 * can be made again. Any number of threads query while one replaces.
 */
public final class PublishedStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedStore.class);
    private static final long MEMORY_BYTES = 128 << 20;

    /** No files but the database's own; and nothing of this can be changed any more. */
    private static final String FOR_ALL_CONNECTIONS =
            "SET GLOBAL TimeZone = 'UTC'; SET GLOBAL enable_external_access = false; SET GLOBAL lock_configuration = true;";

    private final DuckDBConnection connection;
    private final Queries queries;

    /**
     * All rows of one product and one period in a table that begins with the columns {@code product} and {@code start}.
     *
     * @param rows values of the further columns, in their order
     */
    public record Rows(String table, String product, String start, List<List<@Nullable Object>> rows) {
        /** Makes the list immutable. */
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    private PublishedStore(DuckDBConnection connection, String definitions) throws SQLException {
        this.connection = connection;
        Sql.run(connection, FOR_ALL_CONNECTIONS);
        Sql.run(connection, definitions);
        this.queries = new Queries(connection.duplicate(), QueryLimits.DEFAULT);
    }

    /**
     * Opens the tables in {@code file}; if that cannot be read it begins anew.
     *
     * @param definitions of the tables, as statements that change nothing where these exist
     */
    public static PublishedStore open(Path file, String definitions) {
        try {
            return tryOpen(file, definitions);
        } catch (SQLException e) {
            LOG.warn("the published tables cannot be read, and are made anew", e);
        }
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
            return tryOpen(file, definitions);
        } catch (SQLException | IOException e) {
            throw new StoreException("the published tables " + file + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static PublishedStore tryOpen(Path file, String definitions) throws SQLException {
        DuckDBConnection connection = DuckDbStore.connect(file, MEMORY_BYTES);
        try {
            return new PublishedStore(connection, definitions);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Puts rows in the place of those of the same table, product and day, all at once. */
    public synchronized void replace(List<Rows> changes) {
        try {
            Sql.run(connection, "BEGIN TRANSACTION");
            for (Rows change : changes) {
                replace(change);
            }
            Sql.run(connection, "COMMIT");
        } catch (SQLException e) {
            rollBack(e);
            throw new StoreException("the published tables could not be replaced: " + e.getMessage(), e);
        }
    }

    private void replace(Rows change) throws SQLException {
        String table = Sql.quote(change.table());
        Sql.update(
                connection,
                "DELETE FROM " + table + " WHERE product = ? AND start = CAST(? AS DATE)",
                change.product(),
                change.start());
        for (List<@Nullable Object> row : change.rows()) {
            String places = String.join(", ", Collections.nCopies(row.size(), "?"));
            Object[] values = new Object[row.size() + 2];
            values[0] = change.product();
            values[1] = change.start();
            System.arraycopy(row.toArray(), 0, values, 2, row.size());
            Sql.update(connection, "INSERT INTO " + table + " VALUES (?, CAST(? AS DATE), " + places + ")", values);
        }
    }

    private void rollBack(SQLException cause) {
        try {
            Sql.run(connection, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Answers one read-only SQL statement.
     *
     * @throws StoreException if the statement is not one that only reads the tables, is wrong, or takes too long; the
     *     message is for the person who wrote it
     */
    public Table query(String sql, Object... parameters) {
        return queries.answer(sql, parameters);
    }

    @Override
    public synchronized void close() {
        try {
            queries.close();
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the published tables could not be closed: " + e.getMessage(), e);
        }
    }
}
