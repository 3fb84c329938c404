package dev.overt.collector.store;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries entries from the log to the store, from where the store says it stands. What fails is tried again:
 * nothing is skipped. Any number of threads may wait for it.
 */
public final class Loader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final int MAX_ENTRIES = 5_000;
    private static final Duration WAIT = Duration.ofSeconds(1);
    /**
     * A pause after a small batch lets the next one grow: a transaction costs about the same for one event as for some
     * hundreds, and forces the disk that the log forces too. Whoever waits ends the pause.
     */
    private static final long LINGER_MILLIS = 200;

    private static final long FIRST_RETRY_MILLIS = 50;
    private static final long LAST_RETRY_MILLIS = 10_000;

    private final EventLog log;
    private final EventStore store;
    private final Thread thread = new Thread(this::run, "loader");
    /** Offset after the last stored entry. Guarded by this. */
    private long storedOffset;
    /** How many attempts in a row have failed. Guarded by this. */
    private int failures;
    /** How many threads wait for an offset. Guarded by this. */
    private int waiting;
    /** Guarded by this. */
    private boolean stopping;

    private Loader(EventLog log, EventStore store) {
        this.log = log;
        this.store = store;
        this.storedOffset = nextOffset();
    }

    /** Starts to load. The caller closes the loader before the log and the store. */
    public static Loader start(EventLog log, EventStore store) {
        Loader loader = new Loader(log, store);
        loader.thread.setDaemon(true);
        loader.thread.start();
        return loader;
    }

    /** Waits until all entries before {@code offset} are stored. Returns whether they are. */
    public synchronized boolean awaitOffset(long offset, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        waiting++;
        notifyAll();
        try {
            while (storedOffset < offset && !stopping) {
                long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    break;
                }
                wait(leftMillis);
            }
        } finally {
            waiting--;
        }
        return storedOffset >= offset;
    }

    /** Whether the last attempt failed. */
    public synchronized boolean failing() {
        return failures > 0;
    }

    /** Where to go on: a log that has been trimmed has nothing before its first offset. */
    private long nextOffset() {
        return Math.max(store.nextOffset(), log.firstOffset());
    }

    private void run() {
        try {
            while (!stopping()) {
                Thread.sleep(step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stores one chunk. Returns how many milliseconds to wait before the next, if this one failed. */
    private long step() throws InterruptedException {
        try {
            long offset = failing() ? nextOffset() : storedOffset();
            Chunk chunk = log.read(offset, MAX_ENTRIES, WAIT);
            int count = chunk.entries().size();
            if (count > 0) {
                store.append(chunk.entries(), chunk.nextOffset());
            }
            stored(chunk.nextOffset());
            if (count > 0 && count < MAX_ENTRIES / 2) {
                linger();
            }
            return 0;
        } catch (IOException | RuntimeException e) {
            return failed(e);
        }
    }

    private synchronized void linger() throws InterruptedException {
        long deadline = System.nanoTime() + LINGER_MILLIS * 1_000_000;
        long leftMillis = LINGER_MILLIS;
        while (leftMillis > 0 && waiting == 0 && !stopping) {
            wait(leftMillis);
            leftMillis = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    private synchronized void stored(long offset) {
        if (failures > 0) {
            LOG.info("what the log holds is being stored again");
        }
        storedOffset = offset;
        failures = 0;
        notifyAll();
    }

    private synchronized long failed(Exception e) {
        if (failures == 0 && !stopping) {
            LOG.error("what the log holds cannot be stored, which will be tried again: {}", e.getMessage(), e);
        }
        failures++;
        return Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS << Math.min(failures - 1, 20));
    }

    /** Offset after the last entry that the store has. */
    public synchronized long storedOffset() {
        return storedOffset;
    }

    private synchronized boolean stopping() {
        return stopping;
    }

    /** Ends after the batch that is being stored; what is left is stored after the next start. */
    @Override
    public void close() {
        synchronized (this) {
            stopping = true;
            notifyAll();
        }
        thread.interrupt();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
