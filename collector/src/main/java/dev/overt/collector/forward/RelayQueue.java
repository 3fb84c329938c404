package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Events of a product that nothing is kept of, in memory until they are delivered. Bounded: what does not fit is not taken.
 * Any number of threads put; one takes.
 */
final class RelayQueue implements Source {
    private final int maxEvents;
    private final long maxBytes;
    /** Guarded by this. */
    private final Deque<LogEntry.Accepted> events = new ArrayDeque<>();
    /** About what all of them take. Guarded by this. */
    private long bytes;
    /** How many the taker has. Guarded by this. */
    private int taken;

    RelayQueue(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Returns whether there was room for it. Never waits. */
    synchronized boolean offer(LogEntry.Accepted event) {
        long size = sizeBytes(event);
        if (events.size() >= maxEvents || bytes + size > maxBytes) {
            return false;
        }
        events.addLast(event);
        bytes += size;
        notifyAll();
        return true;
    }

    /** About what an event takes in memory. */
    private static long sizeBytes(LogEntry.Accepted event) {
        long size = 400;
        for (Object value : event.properties().values()) {
            size += 100
                    + 2L
                            * (value instanceof String text
                                    ? text.length()
                                    : value.toString().length());
        }
        return size;
    }

    @Override
    public synchronized List<LogEntry.Accepted> next(int max, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); events.isEmpty() && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        List<LogEntry.Accepted> some =
                new ArrayList<>(events.stream().limit(max).toList());
        taken = some.size();
        return some;
    }

    @Override
    public synchronized void done() {
        for (; taken > 0; taken--) {
            bytes -= sizeBytes(events.removeFirst());
        }
    }

    @Override
    public boolean isLostAtStop() {
        return true;
    }

    @Override
    public long doneOffset() {
        return Long.MAX_VALUE;
    }

    @Override
    public synchronized long behind() {
        return events.size();
    }
}
