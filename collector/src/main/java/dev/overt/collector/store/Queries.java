package dev.overt.collector.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers queries of strangers to the schema: read-only, bounded in rows and time. Any number of threads.
 *
 * <p>Four things keep a query from changing or reading anything else: {@link SelectOnly}; a read-only transaction; the
 * database's settings, which allow no files and are locked; and a connection of its own, thrown away afterwards.
 */
final class Queries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Queries.class);

    /** Runs no query itself: each has a duplicate of it. */
    private final DuckDBConnection database;

    private final QueryLimits limits;
    private final SelectOnly rule;
    private final Semaphore atOnce;
    private final ScheduledThreadPoolExecutor stopper;

    /** @param database a connection for this object alone, in autocommit mode; closed with it */
    Queries(DuckDBConnection database, QueryLimits limits) throws SQLException {
        this.database = database;
        this.limits = limits;
        this.rule = SelectOnly.of(database);
        this.atOnce = new Semaphore(limits.maxAtOnce(), true);
        this.stopper = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "query-stopper");
            thread.setDaemon(true);
            return thread;
        });
        stopper.setRemoveOnCancelPolicy(true);
    }

    Table answer(String sql, Object... parameters) {
        if (!tryAcquire()) {
            throw new StoreException("too many queries are running. Try again in a moment.");
        }
        try (DuckDBConnection connection = database.duplicate()) {
            String checked = rule.check(sql, connection);
            Sql.run(connection, "BEGIN TRANSACTION READ ONLY");
            try (PreparedStatement statement = connection.prepareStatement(bounded(checked))) {
                Sql.bind(statement, parameters);
                return answer(statement);
            }
        } catch (SQLException e) {
            throw new StoreException(String.valueOf(e.getMessage()).strip(), e);
        } finally {
            atOnce.release();
        }
    }

    /** The whole answer is in memory before its first row is read, since only until then can DuckDB be stopped. */
    private String bounded(String select) {
        return "SELECT * FROM (" + select + ") LIMIT " + (limits.maxRows() + 1L);
    }

    private boolean tryAcquire() {
        try {
            return atOnce.tryAcquire(limits.maxTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Table answer(PreparedStatement statement) throws SQLException {
        Deadline deadline = new Deadline(statement);
        try (ResultSet rows = statement.executeQuery()) {
            return table(rows);
        } catch (SQLException e) {
            if (deadline.passed) {
                throw tooLong(e);
            }
            throw e;
        } finally {
            deadline.end();
        }
    }

    /** Does something while no query runs. Those under way are awaited for as long as they may take, new ones wait. */
    void pausedFor(Runnable work) {
        boolean paused = tryAcquireAll();
        try {
            work.run();
        } finally {
            if (paused) {
                atOnce.release(limits.maxAtOnce());
            }
        }
    }

    private boolean tryAcquireAll() {
        try {
            return atOnce.tryAcquire(limits.maxAtOnce(), limits.maxTime().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private StoreException tooLong(SQLException cause) {
        return new StoreException(
                "the query took longer than " + limits.maxTime().toMillis()
                        + " ms and was stopped. Ask for less, for example by a bound on received_at.",
                cause);
    }

    private Table table(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metaData.getColumnCount(); i++) {
            columns.add(metaData.getColumnName(i));
        }
        List<List<@Nullable Object>> table = new ArrayList<>();
        while (rows.next()) {
            if (table.size() == limits.maxRows()) {
                throw new StoreException("the answer has more than " + limits.maxRows()
                        + " rows. Add a LIMIT, or count and group instead.");
            }
            table.add(row(rows, columns.size()));
        }
        return new Table(List.copyOf(columns), Collections.unmodifiableList(table));
    }

    private static List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int i = 1; i <= columns; i++) {
            row.add(CellValue.read(rows, i));
        }
        return Collections.unmodifiableList(row);
    }

    /**
     * Stops a statement when its time is over. It does so again and again, because DuckDB forgets a request that comes
     * just before it begins.
     */
    private final class Deadline implements Runnable {
        private static final long AGAIN_MILLIS = 50;

        private final PreparedStatement statement;
        private final ScheduledFuture<?> scheduled;
        private volatile boolean passed;
        /** Guarded by this. */
        private boolean over;

        Deadline(PreparedStatement statement) {
            this.statement = statement;
            this.scheduled = stopper.scheduleWithFixedDelay(
                    this, limits.maxTime().toMillis(), AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public synchronized void run() {
            if (over) {
                return;
            }
            passed = true;
            try {
                statement.cancel();
            } catch (SQLException e) {
                LOG.debug("a query could not be stopped; trying again", e);
            }
        }

        /** Afterwards the statement is not touched any more. */
        synchronized void end() {
            over = true;
            scheduled.cancel(false);
        }
    }

    @Override
    public void close() throws SQLException {
        stopper.shutdownNow();
        database.close();
    }
}
