package dev.overt.collector.receive;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An event log in memory that can be told to fail, or to hold every append until it is released. */
final class FakeEventLog implements EventLog {
    private final List<LogEntry> entries = new ArrayList<>();
    private volatile boolean failing;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final CountDownLatch held = new CountDownLatch(1);

    void fail() {
        failing = true;
    }

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /** Waits until an append is being held. */
    void awaitHeld() throws InterruptedException {
        held.await();
    }

    synchronized List<LogEntry> entries() {
        return List.copyOf(entries);
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
        if (failing) {
            throw new IOException("this disk is made to fail");
        }
        synchronized (this) {
            entries.addAll(added);
        }
    }

    @Override
    public synchronized Chunk read(long offset, int maxEntries, Duration wait) {
        List<LogEntry> rest = entries.subList((int) offset, (int) Math.min(entries.size(), offset + maxEntries));
        return new Chunk(rest, offset + rest.size());
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
    public void close() {}
}
