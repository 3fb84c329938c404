package dev.overt.collector.log;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The alternative to {@link SegmentLog} that was measured beside it: entries as rows of an SQLite database with a write-ahead
 * log and {@code synchronous=FULL}. One thread commits what all callers wait for, as the embedded log does. It cannot be read.
 */
public final class SqliteLog implements EventLog {
    private record Waiting(List<byte[]> payloads, CompletableFuture<Void> durable) {}

    private final Connection connection;
    private final PreparedStatement insert;
    /** Guarded by this. */
    private List<Waiting> waiting = new ArrayList<>();

    private SqliteLog(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS entry (place INTEGER PRIMARY KEY, payload BLOB NOT NULL)");
        }
        connection.setAutoCommit(false);
        this.insert = connection.prepareStatement("INSERT INTO entry (payload) VALUES (?)");
    }

    public static SqliteLog open(Path file) throws IOException {
        try {
            SqliteLog log = new SqliteLog(DriverManager.getConnection("jdbc:sqlite:" + file));
            Thread writer = new Thread(log::run, "log-writer");
            writer.setDaemon(true);
            writer.start();
            return log;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void append(List<LogEntry> entries) throws IOException {
        Waiting mine = new Waiting(entries.stream().map(LogEntryCodec::encode).toList(), new CompletableFuture<>());
        synchronized (this) {
            waiting.add(mine);
            notifyAll();
        }
        try {
            mine.durable().join();
        } catch (CompletionException e) {
            throw new IOException(e);
        }
    }

    private void run() {
        while (true) {
            List<Waiting> batch = next();
            try {
                for (Waiting each : batch) {
                    for (byte[] payload : each.payloads()) {
                        insert.setBytes(1, payload);
                        insert.executeUpdate();
                    }
                }
                connection.commit();
                batch.forEach(each -> each.durable().complete(null));
            } catch (SQLException e) {
                batch.forEach(each -> each.durable().completeExceptionally(e));
            }
        }
    }

    private synchronized List<Waiting> next() {
        while (waiting.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        List<Waiting> batch = waiting;
        waiting = new ArrayList<>();
        return batch;
    }

    @Override
    public Chunk read(long offset, int maxEntries, Duration wait) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long endOffset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long firstOffset() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void trim(long beforeOffset, long sinceMillis, long maxBytes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String durability() {
        return "fsync";
    }

    @Override
    public void close() throws IOException {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }
}
