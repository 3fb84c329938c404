package dev.overt.collector.publication;

import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.InstallationRows;
import dev.overt.collector.store.Rollups;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.store.Table;
import dev.overt.manifest.Manifest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A store that holds events in memory and counts them as the rollups are defined. */
public final class CountedStore implements EventStore {
    private static final String DEFINITIONS = """
            CREATE SCHEMA IF NOT EXISTS overt;
            CREATE TABLE IF NOT EXISTS overt.counts (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, event VARCHAR, property VARCHAR, value VARCHAR,
                version VARCHAR, os VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.outcomes (
                product VARCHAR, grain VARCHAR, start TIMESTAMP, command VARCHAR, outcome VARCHAR, error VARCHAR,
                version VARCHAR, os VARCHAR, events BIGINT, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.cohorts (product VARCHAR, cohort DATE, week INTEGER, installs BIGINT);
            CREATE TABLE IF NOT EXISTS overt.drops (
                product VARCHAR, day DATE, event VARCHAR, property VARCHAR, reason VARCHAR, count BIGINT NOT NULL,
                PRIMARY KEY (product, day, event, property, reason));
            CREATE TABLE IF NOT EXISTS overt.dropped_by (
                product VARCHAR, week DATE, event VARCHAR, property VARCHAR, reason VARCHAR, install_id VARCHAR);
            CREATE TABLE IF NOT EXISTS overt.client_drops (
                batch UUID NOT NULL, product VARCHAR NOT NULL, day DATE NOT NULL,
                reason VARCHAR NOT NULL, count BIGINT NOT NULL);
            CREATE TABLE IF NOT EXISTS overt.quarantine (
                event_id UUID NOT NULL, product VARCHAR NOT NULL, received_at TIMESTAMP NOT NULL,
                event VARCHAR NOT NULL, reason VARCHAR NOT NULL, pointer VARCHAR NOT NULL, size_bytes INTEGER NOT NULL);
            CREATE TEMP TABLE IF NOT EXISTS raw (
                id BIGINT, product VARCHAR, occurred TIMESTAMP, install VARCHAR, event VARCHAR, version VARCHAR, os VARCHAR);
            CREATE TEMP TABLE IF NOT EXISTS said (id BIGINT, property VARCHAR, value VARCHAR);
            """;

    private static final String SPLITS = "(product, t, %1$s), (product, t, %1$s, version), (product, t, %1$s, os),"
            + " (product, t, %1$s, version, os)";

    private final Connection connection;
    private long ids;

    /** In memory only. */
    public CountedStore() {
        this("");
    }

    /** In the file of a collector that does not run. */
    public CountedStore(String file) {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:" + file);
            run(DEFINITIONS + "BEGIN TRANSACTION");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds an event of an installation. */
    public void add(
            String product,
            LocalDate day,
            String install,
            String event,
            String version,
            String os,
            Map<String, String> properties) {
        long id = ids++;
        update(
                "INSERT INTO raw VALUES (?, ?, CAST(? AS TIMESTAMP) + INTERVAL 9 HOUR, ?, ?, ?, ?)",
                id,
                product,
                day.toString(),
                install,
                event,
                version,
                os);
        properties.forEach((property, value) -> update("INSERT INTO said VALUES (?, ?, ?)", id, property, value));
    }

    /**
     * Adds what was dropped.
     *
     * @param installs of how many installations; 0 if that is not known
     */
    public void drop(
            String product, LocalDate day, String event, String property, String reason, long count, int installs) {
        update(
                "INSERT INTO overt.drops VALUES (?, CAST(? AS DATE), ?, ?, ?, ?)",
                product,
                day.toString(),
                event,
                property,
                reason,
                count);
        for (int i = 0; i < installs; i++) {
            update(
                    "INSERT INTO overt.dropped_by VALUES (?, date_trunc('week', CAST(? AS DATE)), ?, ?, ?, ?)",
                    product,
                    day.toString(),
                    event,
                    property,
                    reason,
                    "install-" + i);
        }
    }

    /** Adds what clients say that they have dropped. */
    public void clientDrop(String product, LocalDate day, String reason, long count) {
        update(
                "INSERT INTO overt.client_drops VALUES (uuid(), ?, CAST(? AS DATE), ?, ?)",
                product,
                day.toString(),
                reason,
                count);
    }

    /** Loses every event and its counts. */
    public void forget() {
        run("DELETE FROM raw; DELETE FROM said");
        count();
    }

    /** Counts all events anew. */
    public void count() {
        run("DELETE FROM overt.counts; DELETE FROM overt.outcomes; DELETE FROM overt.cohorts");
        for (String grain : List.of("day", "week", "month")) {
            String raw = "(SELECT *, date_trunc('" + grain + "', occurred)::TIMESTAMP AS t FROM raw)";
            run("INSERT INTO overt.counts SELECT product, '" + grain
                    + "', t, coalesce(event, ''), '', '', coalesce(version, ''), coalesce(os, ''), count(*), count(DISTINCT install) FROM "
                    + raw + " GROUP BY GROUPING SETS ((product, t), (product, t, version), (product, t, os),"
                    + " (product, t, version, os), " + SPLITS.formatted("event") + ")");
            run("INSERT INTO overt.counts SELECT product, '" + grain
                    + "', t, event, property, value, coalesce(version, ''), coalesce(os, ''), count(*), count(DISTINCT install) FROM "
                    + raw + " JOIN said USING (id) GROUP BY GROUPING SETS ("
                    + SPLITS.formatted("event, property, value") + ")");
            run(
                    "INSERT INTO overt.outcomes SELECT product, '" + grain
                            + "', t, coalesce(command, ''), coalesce(outcome, ''), '', '', '', count(*), count(DISTINCT install) FROM (SELECT * FROM "
                            + raw
                            + " JOIN (SELECT id, value AS command FROM said WHERE property = 'command') USING (id)"
                            + " JOIN (SELECT id, value AS outcome FROM said WHERE property = 'status') USING (id))"
                            + " GROUP BY GROUPING SETS ((product, t), (product, t, command), (product, t, outcome), (product, t, command, outcome))");
        }
        run(
                "INSERT INTO overt.cohorts SELECT product, cohort, date_diff('day', cohort, week) // 7, count(DISTINCT install) FROM"
                        + " (SELECT product, install, date_trunc('week', occurred)::DATE AS week,"
                        + " min(date_trunc('week', occurred)::DATE) OVER (PARTITION BY product, install) AS cohort FROM raw) GROUP BY ALL");
        run("COMMIT; BEGIN TRANSACTION");
    }

    private void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void update(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }

    @Override
    public void declare(Manifest manifest) {}

    @Override
    public long nextOffset() {
        return 0;
    }

    @Override
    public void append(List<LogEntry> entries, long nextOffset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Table query(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                int columns = found.getMetaData().getColumnCount();
                while (found.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(found.getObject(i));
                    }
                    rows.add(row);
                }
            }
            return new Table(List.of(), rows);
        } catch (SQLException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Rollups rollups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstallationRows count(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void erase(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShared(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int purge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stopPurge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
