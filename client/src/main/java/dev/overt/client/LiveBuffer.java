package dev.overt.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of a process that wait in memory, and counts of what was dropped. Where there is no room, the oldest
 * event gives way and is counted. Thread-safe.
 */
final class LiveBuffer {
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final int maxEvents;
    /** Those of no upload yet, the oldest first. */
    private final Deque<String> events = new ArrayDeque<>();
    /** What was sent in vain and is sent again, older than all others; null where there is none. */
    private @Nullable LiveBatch failed;

    private final Map<String, Long> dropped = new TreeMap<>();
    /** Of all that waits, in UTF-8. */
    private int bytes;
    /** Whether an event will never be sent. */
    private boolean lost;

    LiveBuffer(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** Adds an event; true where nothing else waits. */
    boolean add(String event) {
        int size = bytes(event);
        if (size > SpoolWriter.MAX_EVENT_BYTES) {
            drop("too_large", 1);
            return false;
        }
        synchronized (this) {
            events.add(event);
            bytes += size;
            makeRoom();
            return size() == 1;
        }
    }

    /** Adds to the count of what was dropped for {@code reason}. */
    synchronized void drop(String reason, long count) {
        Long before = dropped.get(reason);
        dropped.put(reason, before == null ? count : before + count);
    }

    synchronized boolean lost() {
        return lost;
    }

    synchronized int size() {
        return events.size() + (failed == null ? 0 : failed.events.size());
    }

    /** Takes out the upload that is next: the one that failed, or else a new one; null where nothing waits. */
    synchronized @Nullable LiveBatch next(String newId) {
        LiveBatch batch = failed;
        failed = null;
        if (batch == null && !events.isEmpty()) {
            batch = new LiveBatch(newId);
            batch.dropped.putAll(dropped);
            dropped.clear();
            int size = 0;
            while (!events.isEmpty()
                    && batch.events.size() < Batch.MAX_EVENTS
                    && (size += bytes(events.element())) <= Batch.MAX_BYTES) {
                batch.events.add(events.remove());
            }
        }
        bytes -= batch == null ? 0 : bytes(batch);
        return batch;
    }

    /** Keeps an upload that failed, to be sent again before all else. */
    synchronized void giveBack(LiveBatch batch) {
        failed = batch;
        bytes += bytes(batch);
        makeRoom();
    }

    /** Drops the events of an upload. What it counted is counted by the next. */
    synchronized void dropAll(String reason, LiveBatch batch) {
        lost = true;
        drop(reason, batch.events.size());
        for (Map.Entry<String, Long> each : batch.dropped.entrySet()) {
            drop(each.getKey(), each.getValue());
        }
    }

    /** Forgets everything. */
    synchronized void clear() {
        lost |= size() > 0;
        events.clear();
        failed = null;
        dropped.clear();
        bytes = 0;
    }

    private void makeRoom() {
        while (size() > maxEvents || bytes > MAX_BYTES) {
            lost = true;
            bytes -= bytes(removeOldest());
            drop("buffer_full", 1);
        }
    }

    private String removeOldest() {
        if (failed == null) {
            return events.remove();
        }
        String oldest = failed.events.remove();
        if (failed.events.isEmpty()) {
            dropAll("buffer_full", failed);
            failed = null;
        }
        return oldest;
    }

    private static int bytes(LiveBatch batch) {
        int bytes = 0;
        for (String each : batch.events) {
            bytes += bytes(each);
        }
        return bytes;
    }

    private static int bytes(String event) {
        return event.getBytes(StandardCharsets.UTF_8).length;
    }
}
