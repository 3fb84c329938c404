package dev.overt.collector.store;

import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in one DuckDB file, which one process may have open at a time.
 *
 * <p>All writing is one transaction at a time, under this object's monitor; queries run beside it, on connections of their
 * own.
 */
public final class DuckDbStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(DuckDbStore.class);

    /** No extensions from the network, bounded memory and temporary files. */
    private static final List<String> SETTINGS = List.of(
            "autoload_known_extensions=false",
            "autoinstall_known_extensions=false",
            "allow_community_extensions=false",
            "max_temp_directory_size=4GB");

    private static final long MEMORY_BYTES = 1L << 30;

    /** No files but the database's own, its copy and the sealed counts'; and nothing of this can be changed any more. */
    private static final String FOR_ALL_CONNECTIONS =
            "SET GLOBAL TimeZone = 'UTC'; SET GLOBAL allowed_directories = [%s];"
                    + " SET GLOBAL enable_external_access = false; SET GLOBAL lock_configuration = true;";

    private final Path file;
    private final DuckDBConnection connection;
    private final Queries queries;
    private Schema schema;
    private final TouchedDays touched;
    private final SealedPeriods sealed;
    private final AtomicLong late = new AtomicLong();
    private final DuckDbRollups rollups;
    private SenderNames names = SenderNames.unread();
    /** Whether DuckDB does nothing more before the database is opened again. */
    private volatile boolean givenUp;
    /** Whether a copy takes the place of this store: what would still be written here would be lost. Guarded by this. */
    private boolean copied;
    /** Read before the first append. */
    private @Nullable RecentEntries recent;
    /** The statement that writes all rows anew, while it does. */
    private volatile @Nullable Statement copying;

    private DuckDbStore(Path file, DuckDBConnection connection, QueryLimits limits) throws SQLException {
        this.file = file;
        this.connection = connection;
        this.schema = Schema.open(connection);
        SealedCounts sealedCounts = new SealedCounts(file);
        sealedCounts.restore(connection);
        Sql.run(
                connection,
                FOR_ALL_CONNECTIONS.replace(
                        "%s",
                        Sql.text(StoreCopy.folder(file).toString()) + ", "
                                + Sql.text(SealedCounts.folder(file).toString())));
        this.touched = TouchedDays.read(connection);
        this.sealed = SealedPeriods.read(connection);
        this.rollups = new DuckDbRollups(this, connection.duplicate(), sealedCounts);
        this.queries = new Queries(connection.duplicate(), limits);
    }

    /** Opens the store in {@code file}, which is created if there is none. */
    public static DuckDbStore open(Path file) {
        return open(file, MEMORY_BYTES);
    }

    /** Opens the store in {@code file}, which may take {@code memoryBytes} beside the JVM's. */
    public static DuckDbStore open(Path file, long memoryBytes) {
        return open(file, QueryLimits.DEFAULT, memoryBytes);
    }

    /**
     * Opens the store in {@code file}, with limits of its own for queries.
     *
     * @throws StoreException if the file cannot be opened; says why, and what to do
     */
    public static DuckDbStore open(Path file, QueryLimits limits) {
        return open(file, limits, MEMORY_BYTES);
    }

    private static DuckDbStore open(Path file, QueryLimits limits, long memoryBytes) {
        try {
            return open(file, connect(file, memoryBytes), limits);
        } catch (SQLException e) {
            throw cannotOpen(file, e);
        }
    }

    /** A connection to a database that reaches no other file, whose settings the caller has still to lock. */
    static DuckDBConnection connect(Path file, long memoryBytes) throws SQLException {
        Properties properties = new Properties();
        for (String setting : SETTINGS) {
            int equals = setting.indexOf('=');
            properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        properties.setProperty("memory_limit", memoryBytes + "B");
        DuckDBConnection connection =
                (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + file.toAbsolutePath(), properties);
        UnpackedLibrary.unlink();
        return connection;
    }

    /**
     * Opens the store in {@code file}; if that cannot be read it is set aside under another name, and a new store begins,
     * to be built from the log.
     *
     * @throws StoreException if the file cannot be opened for another reason
     */
    public static EventStore openOrBegin(Path file, long memoryBytes) {
        return new ReopeningStore(file, () -> openReadable(file, memoryBytes));
    }

    private static DuckDbStore openReadable(Path file, long memoryBytes) {
        try {
            return readable(open(file, memoryBytes));
        } catch (UnreadableStoreException e) {
            LOG.error(
                    "{} It was set aside as {}, and a new store is built from the log.",
                    e.getMessage(),
                    setAside(file, e).getFileName());
            return open(file, memoryBytes);
        }
    }

    private static DuckDbStore readable(DuckDbStore store) {
        try {
            store.checkSize();
            store.nextOffset();
            return store;
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    /**
     * DuckDB itself finds out that a file was cut off only when it reads there. Blocks that are free count for nothing: it
     * cuts off those at the end, and may still count them when it opens the file again.
     */
    private void checkSize() {
        AtomicLong bytes = new AtomicLong();
        inTransaction(
                "read its size",
                () -> Sql.query(
                        connection,
                        "SELECT max(block_size * used_blocks) FROM pragma_database_size() WHERE database_name = current_database()",
                        row -> bytes.set(row.getLong(1))));
        try {
            long there = Files.size(file);
            if (there < bytes.get()) {
                throw new UnreadableStoreException(
                        "the store " + file + " has " + there + " bytes of at least " + bytes.get() + ".", null);
            }
        } catch (IOException e) {
            throw new StoreException("the store " + file + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    private static Path setAside(Path file, UnreadableStoreException reason) {
        try {
            return AsideFile.move(file);
        } catch (IOException e) {
            throw new StoreException(
                    reason.getMessage() + " It cannot be renamed either (" + e.getMessage()
                            + "): make its folder writable, or move it away.",
                    reason);
        }
    }

    private static DuckDbStore open(Path file, DuckDBConnection connection, QueryLimits limits) throws SQLException {
        try {
            return new DuckDbStore(file, connection, limits);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static StoreException cannotOpen(Path file, SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Could not set lock on file")) {
            return new StoreException(
                    "another process has the store " + file + " open, and only one can at a time."
                            + " Stop that process, or ask the running collector.",
                    e);
        }
        if (UnreadableStoreException.isMeant(e)) {
            return new UnreadableStoreException(
                    "the store " + file + " cannot be opened, for it cannot be read: " + sentence(message), e);
        }
        return new StoreException(
                "the store " + file + " cannot be opened: " + sentence(message)
                        + " Check its permissions and the disk.",
                e);
    }

    private static String sentence(String message) {
        String line = message.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") || line.endsWith("!") ? line : line + ".";
    }

    @Override
    public synchronized void declare(Manifest manifest) {
        inTransaction("declare the tables of " + manifest.product().id(), () -> schema.declare(manifest, connection));
        try {
            schema = Schema.read(connection);
        } catch (SQLException e) {
            throw new StoreException("cannot read the tables of " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized long nextOffset() {
        AtomicLong offset = new AtomicLong();
        inTransaction(
                "read how far it has come",
                () -> Sql.query(
                        connection, "SELECT next_offset FROM overt.progress", row -> offset.set(row.getLong(1))));
        return offset.get();
    }

    @Override
    public synchronized void append(List<LogEntry> entries, long nextOffset) {
        Batch batch = new Batch(schema);
        entries.forEach(batch::add);
        AtomicLong tooLate = new AtomicLong();
        try {
            inTransaction("add events", () -> {
                recent = recent == null ? RecentEntries.read(schema, connection) : recent;
                tooLate.set(batch.store(recent, names, touched, sealed, connection));
                Sql.update(connection, "UPDATE overt.progress SET next_offset = greatest(next_offset, ?)", nextOffset);
            });
            late.addAndGet(tooLate.get());
        } catch (StoreException e) {
            names = SenderNames.unread();
            touched.reset();
            throw e;
        }
    }

    @Override
    public Rollups rollups() {
        return rollups;
    }

    synchronized List<EventTable> tables(String product) {
        return List.copyOf(schema.tables(product));
    }

    /** Removes rows table by table, so that what is appended meanwhile waits for one of them at most. */
    long expire(String product, LocalDate receivedFrom) {
        Expiry expiry = new Expiry(product, receivedFrom, connection);
        List<EventTable> tables = tables(product);
        write("note which installations stay", () -> expiry.remember(tables));
        AtomicLong rows = new AtomicLong();
        for (EventTable table : tables) {
            write("remove old rows", () -> rows.addAndGet(expiry.remove(table)));
        }
        write("forget which installations had been there", () -> expiry.forget(tables));
        write("remove what is old of what was refused", expiry::removeRefused);
        return rows.get();
    }

    private synchronized void write(String purpose, Work work) {
        if (copied) {
            throw new StoreException("the store is being replaced by a copy. It will be tried again.");
        }
        inTransaction(purpose, work);
    }

    /** Writes all that is new into the file, while no query runs: it would keep what was removed there. */
    void checkpoint() {
        queries.pausedFor(this::writeFile);
    }

    private synchronized void writeFile() {
        try {
            Sql.run(connection, "CHECKPOINT");
        } catch (SQLException e) {
            throw failed("the store " + file + " could not write its file: " + e.getMessage(), e);
        }
    }

    /** A mark for the days that are touched from now on. Returns the one until now. */
    synchronized long nextMark() {
        return touched.next();
    }

    /** Says that rows of a period that come from now on are in no count of it. */
    synchronized void sealed(String product, RollupPeriod period, Instant at) {
        sealed.add(product, period, at.toEpochMilli());
    }

    /** How many rows have come since the last call that are in no count of a period of theirs. */
    long takeLate() {
        return late.getAndSet(0);
    }

    /** Says that rows of these days have come or gone. */
    synchronized void touch(String product, Collection<LocalDate> days) {
        try {
            write("note what is to be counted", () -> {
                for (LocalDate day : days) {
                    touched.add(product, day, connection);
                }
            });
        } catch (StoreException e) {
            touched.reset();
            throw e;
        }
    }

    /** Says so of the first day of every period that is not sealed. */
    void touchOpen(String product) {
        write(
                "note what is to be counted",
                () -> Sql.update(
                        connection,
                        "INSERT INTO overt.touched SELECT DISTINCT product, start::DATE, ?::BIGINT FROM overt.periods"
                                + " WHERE product = ? AND grain <> 'hour' AND sealed_at IS NULL",
                        touched.mark(),
                        product));
    }

    /** Statements that become visible together or not at all. */
    interface Work {
        void run() throws SQLException;
    }

    /** Begins by a statement: where only JDBC's autocommit is off, an appender before any statement commits by itself. */
    private void inTransaction(String purpose, Work work) {
        transact(connection, purpose, work);
    }

    /** The same on another connection of this store. */
    void transact(Connection on, String purpose, Work work) {
        try {
            Sql.run(on, "BEGIN TRANSACTION");
            work.run();
            Sql.run(on, "COMMIT");
        } catch (SQLException | RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains("has been invalidated")) {
                givenUp = true;
            }
            rollBack(on, e);
            throw e instanceof StoreException refused
                    ? refused
                    : failed("the store " + file + " could not " + purpose + ": " + e.getMessage(), e);
        }
    }

    private static StoreException failed(String message, Exception cause) {
        return cause instanceof SQLException sql && UnreadableStoreException.isMeant(sql)
                ? new UnreadableStoreException(
                        message + ". Stop the collector and rename the store: at the next start a new one is built from"
                                + " the log.",
                        sql)
                : new StoreException(message, cause);
    }

    boolean isGivenUp() {
        return givenUp;
    }

    private static void rollBack(Connection on, Exception cause) {
        try {
            Sql.run(on, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public synchronized InstallationRows count(Installation installation) {
        AtomicReference<InstallationRows> rows = new AtomicReference<>(InstallationRows.NONE);
        inTransaction("count rows", () -> rows.set(new StoreErasure(installation, connection).count()));
        return rows.get();
    }

    @Override
    public synchronized void erase(Installation installation) {
        inTransaction("delete rows", () -> new StoreErasure(installation, connection).erase());
        names = SenderNames.unread();
    }

    @Override
    public synchronized boolean isShared(Installation installation) {
        AtomicBoolean shared = new AtomicBoolean();
        inTransaction("look for rows", () -> shared.set(new StoreErasure(installation, connection).isShared(schema)));
        return shared.get();
    }

    /** {@inheritDoc} A database that is open cannot give its place to another. */
    @Override
    public int purge() {
        throw new StoreException("the store " + file + " is not opened as one that can be purged.");
    }

    /** Writes all rows into a new database. */
    synchronized void copyTo(Path copy) {
        try (Statement statement = connection.createStatement()) {
            copying = statement;
            StoreCopying.run(statement, copy);
            copied = true;
        } catch (SQLException e) {
            throw failed("the store " + file + " could not be written anew: " + e.getMessage(), e);
        } finally {
            copying = null;
        }
    }

    @Override
    public void stopPurge() {
        Statement statement = copying;
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException e) {
            LOG.debug("the copying of the store could not be stopped", e);
        }
    }

    /** Takes over which ids came lately from the store that this one replaces; reading them takes seconds. */
    synchronized void remember(DuckDbStore before) {
        synchronized (before) {
            recent = before.recent;
        }
    }

    @Override
    public Table query(String sql, Object... parameters) {
        return queries.answer(sql, parameters);
    }

    @Override
    public void close() {
        try {
            rollups.close(); // outside the monitor, which a rollup may wait for
            synchronized (this) {
                queries.close();
                connection.close();
            }
        } catch (SQLException e) {
            throw new StoreException("the store " + file + " could not be closed: " + e.getMessage(), e);
        }
    }
}
