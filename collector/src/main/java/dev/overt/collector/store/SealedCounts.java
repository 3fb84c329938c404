package dev.overt.collector.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The counts of sealed periods once more, in a database of their own beside the store, {@code store.duckdb.sealed}. Their
 * events are gone, so a store that begins anew could not count them again. One thread at a time.
 *
 * <pre>
 * counts, outcomes, funnel, periods   those of {@link RollupTables}, of sealed periods only
 * cohorts                             likewise, of sealed weeks
 * </pre>
 */
final class SealedCounts {
    private static final Logger LOG = LoggerFactory.getLogger(SealedCounts.class);
    private static final String KEPT = "sealed_counts";
    private static final List<String> TABLES = List.of("counts", "outcomes", "funnel", "periods");
    private static final String SEALED =
            "(SELECT product, grain, start FROM overt.periods WHERE sealed_at IS NOT NULL)";

    private final Path file;
    /** What was sealed when the file was last written here; null before. */
    private @Nullable String written;

    /** @param store the store's file */
    SealedCounts(Path store) {
        this.file = file(store);
    }

    private static Path file(Path store) {
        return store.resolveSibling(store.getFileName() + ".sealed");
    }

    /** The only folder that it writes to before the file takes its place. */
    static Path folder(Path store) {
        return StoreCopy.folder(file(store));
    }

    /** Runs a statement that may take long. */
    interface Runner {
        void run(String sql) throws SQLException;
    }

    /** Writes the file anew unless it says all already; it is durable when this returns, or as it was. */
    void keep(Connection connection, Runner runner) throws SQLException {
        String sealed = text(
                connection, "SELECT count(*) || ' ' || max(sealed_at) FROM overt.periods WHERE sealed_at IS NOT NULL");
        if (sealed.equals(written) || (sealed.isEmpty() && !Files.exists(file))) {
            return;
        }
        StoreCopy copy = new StoreCopy(file);
        try {
            copy.begin();
            write(copy.path(), connection, runner);
            copy.replace();
        } catch (IOException e) {
            throw new StoreException(
                    "the sealed counts " + file + " could not be written: " + e.getMessage()
                            + ". Make their folder writable.",
                    e);
        }
        written = sealed;
    }

    private static void write(Path copy, Connection connection, Runner runner) throws SQLException {
        Sql.run(connection, "ATTACH " + Sql.text(copy.toString()) + " AS " + KEPT);
        try {
            for (String table : TABLES) {
                runner.run("CREATE TABLE " + kept(table) + " AS SELECT * FROM overt." + table + " SEMI JOIN " + SEALED
                        + " USING (product, grain, start)");
            }
            runner.run("CREATE TABLE " + kept("cohorts") + " AS SELECT * FROM overt.cohorts WHERE (product, cohort) IN "
                    + weeks(SEALED));
            runner.run("CHECKPOINT " + KEPT);
        } finally {
            Sql.run(connection, "DETACH " + KEPT);
        }
    }

    private static String kept(String table) {
        return KEPT + ".main." + table;
    }

    private static String weeks(String periods) {
        return "(SELECT (product, start::DATE) FROM " + periods + " WHERE grain = 'week')";
    }

    /**
     * Puts into a store the sealed periods that it has not sealed itself, in the place of what it has counted of them. A file
     * that cannot be read is set aside.
     */
    void restore(Connection connection) throws SQLException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            Sql.run(
                    connection,
                    "ATTACH " + Sql.text(file.toAbsolutePath().toString()) + " AS " + KEPT + " (READ_ONLY)");
            try {
                takeOver(connection);
            } finally {
                Sql.run(connection, "DETACH " + KEPT);
            }
        } catch (SQLException e) {
            if (!UnreadableStoreException.isMeant(e)) {
                throw e;
            }
            setAside();
        }
    }

    private static void takeOver(Connection connection) throws SQLException {
        Sql.run(
                connection,
                "CREATE OR REPLACE TEMP TABLE missing AS SELECT product, grain, start FROM " + kept("periods")
                        + " ANTI JOIN " + SEALED + " USING (product, grain, start)");
        String missing = text(connection, "SELECT nullif(count(*), 0) FROM missing");
        if (!missing.isEmpty()) {
            Sql.run(connection, String.join("; ", statements()));
            LOG.warn("{} sealed periods were not in the store; their counts were taken from beside it.", missing);
        }
        Sql.run(connection, "DROP TABLE missing");
    }

    private static List<String> statements() {
        List<String> statements = new ArrayList<>(List.of("BEGIN TRANSACTION"));
        for (String table : TABLES) {
            statements.add("DELETE FROM overt." + table
                    + " WHERE (product, grain, start) IN (SELECT (product, grain, start) FROM missing)");
            statements.add("INSERT INTO overt." + table + " BY NAME SELECT * FROM " + kept(table)
                    + " SEMI JOIN missing USING (product, grain, start)");
        }
        String ofWeeks = " WHERE (product, cohort) IN " + weeks("missing");
        statements.add("DELETE FROM overt.cohorts" + ofWeeks);
        statements.add("INSERT INTO overt.cohorts BY NAME SELECT * FROM " + kept("cohorts") + ofWeeks);
        statements.add("COMMIT");
        return statements;
    }

    private void setAside() {
        try {
            LOG.error(
                    "The sealed counts {} cannot be read. They were set aside as {}; what the store has of them stays.",
                    file,
                    AsideFile.move(file).getFileName());
        } catch (IOException e) {
            throw new StoreException(
                    "the sealed counts " + file + " can neither be read nor renamed: " + e.getMessage()
                            + ". Move them away.",
                    e);
        }
    }

    /** The one value of a query, in text; empty for none. */
    private static String text(Connection connection, String sql) throws SQLException {
        String[] value = {""};
        Sql.query(connection, sql, row -> value[0] = row.getString(1) == null ? "" : row.getString(1));
        return value[0];
    }
}
