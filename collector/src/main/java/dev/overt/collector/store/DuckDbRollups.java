package dev.overt.collector.store;

import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** Counts in DuckDB, on a connection of its own: appending goes on beside it. */
final class DuckDbRollups implements Rollups {
    private final DuckDbStore store;
    private final DuckDBConnection connection;

    DuckDbRollups(DuckDbStore store, DuckDBConnection connection) {
        this.store = store;
        this.connection = connection;
    }

    @Override
    public Touched touched(String product) {
        return touched(product, store.nextMark());
    }

    private synchronized Touched touched(String product, long mark) {
        List<LocalDate> days = new ArrayList<>();
        transact(
                "read what is to be counted",
                () -> Sql.query(
                        connection,
                        "SELECT DISTINCT day FROM overt.touched WHERE product = ? AND mark <= ? ORDER BY day DESC",
                        row -> days.add(row.getObject(1, LocalDate.class)),
                        product,
                        mark));
        return new Touched(List.copyOf(days), mark);
    }

    @Override
    public void touch(String product, Collection<LocalDate> days) {
        store.touch(product, days);
    }

    @Override
    public synchronized void settle(String product, long mark) {
        transact(
                "forget what is counted",
                () -> Sql.update(
                        connection, "DELETE FROM overt.touched WHERE product = ? AND mark <= ?", product, mark));
    }

    @Override
    public synchronized void count(Manifest manifest, RollupPeriod period) {
        transact("count " + period, () -> {
            if (isSealed(manifest, period)) {
                return;
            }
            for (Grain grain : period.grains()) {
                for (RollupTable table : RollupTable.ALL) {
                    String where = where(manifest, grain, period);
                    Sql.run(connection, "DELETE FROM " + table.qualifiedName() + where);
                    if (compute(table, manifest, grain, period)) {
                        insert(table, manifest, grain);
                    }
                }
                writePeriods(manifest, grain, period);
            }
        });
    }

    private boolean isSealed(Manifest manifest, RollupPeriod period) throws SQLException {
        boolean[] sealed = {false};
        Sql.query(
                connection,
                "SELECT 1 FROM overt.periods" + where(manifest, period.grain(), period) + " AND sealed_at IS NOT NULL",
                row -> sealed[0] = true);
        return sealed[0];
    }

    private static String where(Manifest manifest, Grain grain, RollupPeriod period) {
        return " WHERE product = " + Sql.text(manifest.product().id()) + " AND grain = '" + grain.word() + "' AND "
                + within("start", period);
    }

    private static String within(String column, RollupPeriod period) {
        return column + " >= TIMESTAMP '" + period.start() + " 00:00:00' AND " + column + " < TIMESTAMP '"
                + period.end() + " 00:00:00'";
    }

    /** Puts the rows of a period into the table {@code result}. Returns false if the table counts nothing of the manifest. */
    private boolean compute(RollupTable table, Manifest manifest, Grain grain, RollupPeriod period)
            throws SQLException {
        String cells = table.cells(manifest, grain, within("occurred_at", period));
        if (cells.isEmpty()) {
            return false;
        }
        make("cells", cells);
        if (table == RollupTable.COUNTS) {
            Sql.run(
                    connection,
                    "INSERT INTO cells BY NAME SELECT start, install_id, sum(anonymous) AS anonymous, '' AS event,"
                            + " '' AS property, '' AS value, version, os, sum(events) AS events FROM cells"
                            + " WHERE property = '' GROUP BY ALL");
        }
        make("split", table.split());
        make("result", table.result());
        return true;
    }

    private void make(String name, String select) throws SQLException {
        Sql.run(connection, "CREATE OR REPLACE TEMP TABLE " + name + " AS " + select);
    }

    private void insert(RollupTable table, Manifest manifest, Grain grain) throws SQLException {
        Sql.run(
                connection,
                "INSERT INTO " + table.qualifiedName() + " (product, grain, " + table.columns() + ") SELECT "
                        + Sql.text(manifest.product().id()) + ", '" + grain.word() + "', " + table.columns()
                        + " FROM result");
    }

    private void writePeriods(Manifest manifest, Grain grain, RollupPeriod period) throws SQLException {
        String rows = manifest.events().stream()
                .map(event -> "SELECT occurred_at FROM "
                        + new EventTable(EventTable.schema(manifest.product().id()), event.name()).qualifiedName()
                        + " WHERE " + within("occurred_at", period))
                .collect(Collectors.joining(" UNION ALL "));
        Sql.run(connection, "DELETE FROM overt.periods" + where(manifest, grain, period));
        Sql.run(
                connection,
                "INSERT INTO overt.periods SELECT "
                        + Sql.text(manifest.product().id()) + ", '" + grain.word()
                        + "', date_trunc('" + grain.word() + "', occurred_at)::TIMESTAMP, NULL, count(*), '"
                        + RollupTables.CODE_VERSION + "', NULL FROM (" + rows + ") GROUP BY ALL");
    }

    @Override
    public synchronized void countCohorts(Manifest manifest) {
        if (manifest.identity().kind() != Identity.Kind.INSTALL_ID) {
            return;
        }
        String product = Sql.text(manifest.product().id());
        transact("count cohorts", () -> {
            make("result", Cohorts.select(manifest));
            String open = Cohorts.open(product);
            Sql.run(connection, "DELETE FROM overt.cohorts WHERE product = " + product + " AND " + open);
            Sql.run(
                    connection,
                    "INSERT INTO overt.cohorts SELECT " + product + ", cohort, week, installs FROM result WHERE "
                            + open);
        });
    }

    private void transact(String purpose, DuckDbStore.Work work) {
        store.transact(connection, purpose, work);
    }

    synchronized void close() throws SQLException {
        connection.close();
    }
}
