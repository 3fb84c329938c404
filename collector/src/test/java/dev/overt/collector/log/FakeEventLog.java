package dev.overt.collector.log;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A log in memory whose appends can be made to fail, or held until released. Its offsets are numbers of entries. */
public class FakeEventLog implements EventLog {
    private final List<LogEntry> entries = new ArrayList<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private long firstOffset;
    private int failures;
    private boolean closed;

    /** Makes the next {@code count} appends fail. */
    public synchronized void failAppends(int count) {
        failures = count;
    }

    /** Holds every append from now on until {@link #release}. */
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /** Lets the held appends go on. */
    public void release() {
        gate.countDown();
    }

    /** Waits until an append is being held. */
    public void awaitHeld() throws InterruptedException {
        held.await();
    }

    /** All entries so far. */
    public synchronized List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    /** All entries so far, which are forgotten; the offsets begin anew. */
    public synchronized List<LogEntry> drain() {
        List<LogEntry> drained = List.copyOf(entries);
        entries.clear();
        return drained;
    }

    @Override
    public void append(List<LogEntry> added) throws IOException {
        try {
            if (gate.getCount() > 0) {
                held.countDown();
                gate.await();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        add(added);
    }

    private synchronized void add(List<LogEntry> added) throws IOException {
        checkOpen();
        if (failures > 0) {
            failures--;
            throw new IOException("no space left on device");
        }
        entries.addAll(added);
        notifyAll();
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the log is closed");
        }
    }

    @Override
    public synchronized Chunk read(long offset, int maxEntries, Duration wait)
            throws IOException, InterruptedException {
        if (offset < firstOffset || offset > entries.size()) {
            throw new IllegalArgumentException("offset " + offset + " is not in the log");
        }
        long deadline = System.nanoTime() + wait.toNanos();
        while (offset == entries.size()) {
            long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
            if (leftMillis <= 0) {
                return new Chunk(List.of(), offset);
            }
            checkOpen();
            wait(leftMillis);
        }
        int end = (int) Math.min(entries.size(), offset + maxEntries);
        return new Chunk(entries.subList((int) offset, end), end);
    }

    @Override
    public synchronized long firstOffset() {
        return firstOffset;
    }

    /** Deletes all that it may, however young. */
    @Override
    public synchronized void trim(long beforeOffset, long sinceMillis, long maxBytes) {
        firstOffset = Math.max(firstOffset, beforeOffset);
    }

    @Override
    public synchronized long endOffset() {
        return entries.size();
    }

    @Override
    public String durability() {
        return "fsync";
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
