package dev.overt.collector.store;

import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Counts in DuckDB, on a connection of its own: appending goes on beside it. */
final class DuckDbRollups implements Rollups {
    /** A statement that takes longer is given up. */
    private static final Duration MAX_TIME = Duration.ofMinutes(30);

    private static final long CANCEL_AGAIN_MILLIS = 50;

    private final DuckDbStore store;
    private final DuckDBConnection connection;
    private final SealedCounts sealedCounts;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Statement running;
    private volatile boolean closing;

    DuckDbRollups(DuckDbStore store, DuckDBConnection connection, SealedCounts sealedCounts) {
        this.store = store;
        this.connection = connection;
        this.sealedCounts = sealedCounts;
    }

    @Override
    public Touched touched(String product) {
        long mark = store.nextMark();
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
    public void recompute(String product, Collection<LocalDate> days) {
        store.touch(product, days);
    }

    @Override
    public void recompute(String product) {
        store.touchOpen(product);
    }

    @Override
    public void missing(LocalDate before) {
        transact(
                "note what is missing",
                () -> Sql.update(connection, "INSERT INTO overt.missing_before VALUES (?)", before));
    }

    @Override
    public void settle(String product, long mark) {
        transact(
                "forget what is counted",
                () -> Sql.update(
                        connection, "DELETE FROM overt.touched WHERE product = ? AND mark <= ?", product, mark));
    }

    @Override
    public List<LocalDate> uncounted(Manifest manifest) {
        String counted = "SELECT start::DATE FROM overt.periods WHERE product = " + product(manifest)
                + " AND grain = 'day' AND (sealed_at IS NOT NULL OR code_version = '"
                + RollupTables.codeVersion(manifest) + "')";
        return days(manifest, "day NOT IN (" + counted + ")");
    }

    private List<LocalDate> days(Manifest manifest, String condition) {
        List<LocalDate> days = new ArrayList<>();
        transact(
                "read of which days it has rows",
                () -> Sql.query(
                        connection,
                        "SELECT DISTINCT day FROM (SELECT occurred_at::DATE AS day FROM (" + rows(manifest, "true")
                                + ")) WHERE " + condition + " ORDER BY day",
                        row -> days.add(row.getObject(1, LocalDate.class))));
        return days;
    }

    @Override
    public void count(Manifest manifest, Collection<RollupPeriod> periods) {
        transact("count " + periods, () -> {
            List<RollupPeriod> open = new ArrayList<>();
            for (RollupPeriod period : periods) {
                if (!isSealed(manifest, period)) {
                    open.add(period);
                }
            }
            for (RollupSpan span : RollupSpan.of(open)) {
                replace(manifest, span, 1);
                writePeriods(manifest, span, "NULL", "NULL");
            }
        });
    }

    @Override
    public void seal(Manifest manifest, RollupPeriod period, int k, Instant at) {
        transact("seal " + period, () -> {
            if (!isSealed(manifest, period)) {
                RollupSpan span = RollupSpan.of(period);
                replace(manifest, span, k);
                if (period.grain() == Grain.WEEK) {
                    replaceCohorts(manifest);
                    run(Cohorts.seal(product(manifest), period.start(), k, LocalDate.ofInstant(at, ZoneOffset.UTC)));
                }
                writePeriods(manifest, span, timestamp(at), Integer.toString(k));
            }
        });
        store.sealed(manifest.product().id(), period, at);
    }

    @Override
    public long takeLate() {
        return store.takeLate();
    }

    private static String timestamp(Instant at) {
        return "make_timestamp_ms(" + at.toEpochMilli() + ")";
    }

    private boolean isSealed(Manifest manifest, RollupPeriod period) throws SQLException {
        return has("SELECT 1 FROM overt.periods" + where(manifest, period.grain(), RollupSpan.of(period))
                + " AND sealed_at IS NOT NULL LIMIT 1");
    }

    private boolean has(String select) throws SQLException {
        boolean[] found = {false};
        Sql.query(connection, select, row -> found[0] = true);
        return found[0];
    }

    private static String product(Manifest manifest) {
        return Sql.text(manifest.product().id());
    }

    private static String where(Manifest manifest, Grain grain, RollupSpan span) {
        return " WHERE product = " + product(manifest) + " AND grain = '" + grain.word() + "' AND "
                + within("start", span);
    }

    private static String within(String column, RollupSpan span) {
        return column + " >= TIMESTAMP '" + span.start() + " 00:00:00' AND " + column + " < TIMESTAMP '" + span.end()
                + " 00:00:00'";
    }

    private void replace(Manifest manifest, RollupSpan span, int k) throws SQLException {
        for (Grain grain : span.grains()) {
            for (RollupTable table : RollupTable.ALL) {
                run("DELETE FROM " + table.qualifiedName() + where(manifest, grain, span));
                if (compute(table, manifest, grain, span, k)) {
                    run("INSERT INTO " + table.qualifiedName() + " (product, grain, " + table.columns() + ") SELECT "
                            + product(manifest) + ", '" + grain.word() + "', " + table.columns() + " FROM result");
                }
            }
        }
    }

    /** Puts the rows of a period into the table {@code result}. Returns false if the table counts nothing of the manifest. */
    private boolean compute(RollupTable table, Manifest manifest, Grain grain, RollupSpan span, int k)
            throws SQLException {
        String cells = table.cells(manifest, grain, within("occurred_at", span));
        if (cells.isEmpty()) {
            return false;
        }
        make("cells", cells);
        if (table.equals(RollupTable.COUNTS)) {
            run("INSERT INTO cells BY NAME SELECT start, install_id, sum(anonymous) AS anonymous, '' AS event,"
                    + " '' AS property, '' AS value, version, os, sum(events) AS events FROM cells"
                    + " WHERE property = '' GROUP BY ALL");
        }
        for (String statement : RareNames.statements(table)) {
            run(statement);
        }
        make("split", table.split());
        if (k > 1) {
            for (String statement : new SmallCells(table, k).statements()) {
                run(statement);
            }
        }
        make("result", table.result(k));
        return true;
    }

    private void make(String name, String select) throws SQLException {
        run("CREATE OR REPLACE TEMP TABLE " + name + " AS " + select);
    }

    private void writePeriods(Manifest manifest, RollupSpan span, String sealedAt, String k) throws SQLException {
        for (Grain grain : span.grains()) {
            run("DELETE FROM overt.periods" + where(manifest, grain, span));
            run("INSERT INTO overt.periods SELECT " + product(manifest) + ", '" + grain.word() + "', date_trunc('"
                    + grain.word() + "', occurred_at)::TIMESTAMP, " + sealedAt + ", count(*), '"
                    + RollupTables.codeVersion(manifest) + "', " + k + " FROM ("
                    + rows(manifest, within("occurred_at", span)) + ") GROUP BY ALL");
        }
    }

    /** Rows of the events that are declared and have a table; those of a product of which nothing is stored have none. */
    private String rows(Manifest manifest, String condition) {
        return store.tables(manifest.product().id()).stream()
                .filter(table -> manifest.event(table.name()).isPresent())
                .map(table -> "SELECT occurred_at FROM " + table.qualifiedName() + " WHERE " + condition)
                .reduce("SELECT NULL::TIMESTAMP AS occurred_at WHERE false", (a, b) -> a + " UNION ALL " + b);
    }

    @Override
    public void countCohorts(Manifest manifest) {
        transact("count cohorts", () -> replaceCohorts(manifest));
    }

    private void replaceCohorts(Manifest manifest) throws SQLException {
        if (manifest.identity().kind() == Identity.Kind.INSTALL_ID) {
            String product = product(manifest);
            String open = Cohorts.open(product);
            make("result", Cohorts.select(manifest));
            run("DELETE FROM overt.cohorts WHERE product = " + product + " AND " + open);
            run("INSERT INTO overt.cohorts SELECT " + product + ", cohort, week, installs FROM result WHERE " + open);
        }
    }

    @Override
    public List<RollupPeriod> open(String product) {
        return periods("product = " + Sql.text(product) + " AND sealed_at IS NULL");
    }

    private List<RollupPeriod> periods(String condition) {
        List<RollupPeriod> periods = new ArrayList<>();
        transact(
                "read what is counted",
                () -> Sql.query(
                        connection,
                        "SELECT grain, start::DATE FROM overt.periods WHERE grain <> 'hour' AND " + condition
                                + " ORDER BY ALL",
                        row -> periods.add(new RollupPeriod(
                                Grain.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                                row.getObject(2, LocalDate.class)))));
        return periods;
    }

    @Override
    public boolean agrees(Manifest manifest, RollupPeriod period) {
        boolean[] agrees = {true};
        transact("check " + period, () -> agrees[0] = isUnsettled(manifest, period) || isTrue(manifest, period));
        return agrees[0];
    }

    private boolean isUnsettled(Manifest manifest, RollupPeriod period) throws SQLException {
        RollupSpan span = RollupSpan.of(period);
        return isSealed(manifest, period)
                || has("SELECT 1 FROM overt.touched WHERE product = " + product(manifest) + " AND "
                        + within("day", span) + " LIMIT 1")
                || !has("SELECT 1 FROM overt.periods" + where(manifest, period.grain(), span) + " AND code_version = '"
                        + RollupTables.codeVersion(manifest) + "'");
    }

    private boolean isTrue(Manifest manifest, RollupPeriod period) throws SQLException {
        RollupSpan span = RollupSpan.of(period);
        for (Grain grain : span.grains()) {
            for (RollupTable table : RollupTable.ALL) {
                String kept =
                        "SELECT " + table.columns() + " FROM " + table.qualifiedName() + where(manifest, grain, span);
                String counted = "SELECT " + table.columns() + " FROM result";
                if (compute(table, manifest, grain, span, 1) && differ(kept, counted)) {
                    return false;
                }
            }
        }
        return period.grain() != Grain.WEEK || areCohortsTrue(manifest);
    }

    /** Those of all open weeks at once; they pass while any row that came or went is not counted yet. */
    private boolean areCohortsTrue(Manifest manifest) throws SQLException {
        String product = product(manifest);
        if (manifest.identity().kind() != Identity.Kind.INSTALL_ID
                || has("SELECT 1 FROM overt.touched WHERE product = " + product + " LIMIT 1")) {
            return true;
        }
        String open = " WHERE " + Cohorts.open(product);
        make("result", Cohorts.select(manifest));
        String kept = "SELECT cohort, week, installs FROM overt.cohorts" + open + " AND product = " + product;
        return !differ(kept, "SELECT cohort, week, installs FROM result" + open);
    }

    private boolean differ(String kept, String counted) throws SQLException {
        return has("SELECT 1 FROM ((" + kept + " EXCEPT ALL " + counted + ") UNION ALL (" + counted + " EXCEPT ALL "
                + kept + ")) LIMIT 1");
    }

    @Override
    public List<RollupPeriod> unsealed(Manifest manifest, LocalDate before) {
        Comparator<RollupPeriod> order =
                Comparator.comparing(RollupPeriod::grain).reversed().thenComparing(RollupPeriod::start);
        Set<RollupPeriod> unsealed = new TreeSet<>(order);
        days(manifest, "day < DATE '" + before + "'").forEach(day -> unsealed.addAll(RollupPeriod.of(day)));
        String ofProduct = "product = " + product(manifest) + " AND start < TIMESTAMP '" + before + " 00:00:00'";
        unsealed.addAll(periods(ofProduct + " AND sealed_at IS NULL"));
        periods(ofProduct + " AND sealed_at IS NOT NULL").forEach(unsealed::remove);
        return List.copyOf(unsealed);
    }

    @Override
    public long expire(String product, LocalDate receivedFrom, @Nullable LocalDate countsFrom, Instant at) {
        if (countsFrom != null) {
            transact("remove old counts of " + product, () -> {
                for (String table : List.of("counts", "outcomes", "funnel", "periods")) {
                    Sql.update(
                            connection,
                            "DELETE FROM overt." + table + " WHERE product = ? AND start < ?",
                            product,
                            countsFrom.atStartOfDay());
                }
                Sql.update(
                        connection, "DELETE FROM overt.cohorts WHERE product = ? AND cohort < ?", product, countsFrom);
            });
        }
        run("keep what is sealed", () -> sealedCounts.keep(connection, this::run));
        long rows = store.expire(product, receivedFrom);
        transact(
                "note what expired",
                () -> Sql.update(
                        connection,
                        "INSERT INTO overt.purges VALUES (?, ?, ?, ?)",
                        product,
                        LocalDateTime.ofInstant(at, ZoneOffset.UTC),
                        receivedFrom,
                        rows));
        return rows;
    }

    @Override
    public void compact() {
        run("compact the store", () -> new FreeBlocks(connection, store::checkpoint).overwrite());
    }

    @Override
    public Optional<LocalDate> oldest(String product) {
        LocalDate[] oldest = new LocalDate[1];
        String rows = store.tables(product).stream()
                .map(table -> "SELECT min(received_at)::DATE AS day FROM " + table.qualifiedName())
                .collect(Collectors.joining(" UNION ALL "));
        if (!rows.isEmpty()) {
            transact(
                    "read how old its rows are",
                    () -> Sql.query(
                            connection,
                            "SELECT min(day) FROM (" + rows + ")",
                            row -> oldest[0] = row.getObject(1, LocalDate.class)));
        }
        return Optional.ofNullable(oldest[0]);
    }

    private void transact(String purpose, DuckDbStore.Work work) {
        lock.lock();
        try {
            checkOpen();
            store.transact(connection, purpose, work);
        } finally {
            lock.unlock();
        }
    }

    private void run(String purpose, DuckDbStore.Work work) {
        lock.lock();
        try {
            checkOpen();
            work.run();
        } catch (SQLException e) {
            throw new StoreException("the store could not " + purpose + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout((int) MAX_TIME.toSeconds());
            running = statement;
            checkOpen();
            statement.execute(sql);
        } finally {
            running = null;
        }
    }

    private void checkOpen() {
        if (closing) {
            throw new StoreException("the store is being closed.");
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            while (!lock.tryLock(CANCEL_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                Statement statement = running;
                if (statement != null) {
                    statement.cancel();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (SQLException e) {
            throw new StoreException("counting could not be ended: " + e.getMessage(), e);
        }
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("counting could not be ended: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
