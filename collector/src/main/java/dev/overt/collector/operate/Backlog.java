package dev.overt.collector.operate;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the log holds that the store does not yet, since this object began. Thread-safe. */
final class Backlog {
    /** Appends within so many milliseconds share a mark, so that what is counted lags behind by no more. */
    private static final long MARK_MILLIS = 100;

    private static final int MAX_MARKS = 20_000;

    /** Guarded by this. */
    private final Deque<Mark> marks = new ArrayDeque<>();
    /** How many entries were appended. Guarded by this. */
    private long appended;
    /** How many of them are stored. Guarded by this. */
    private long stored;

    /** Appends up to an offset, and when the first of them was made. */
    private record Mark(long endOffset, long appended, long atMillis) {}

    /**
     * How far the store is behind.
     *
     * @param millis since the oldest entry was appended that is not stored; 0 if all are
     */
    record Lag(long entries, long millis) {}

    synchronized void appended(int entries, long endOffset, long nowMillis) {
        appended += entries;
        Mark last = marks.peekLast();
        if (last != null && (nowMillis - last.atMillis() < MARK_MILLIS || marks.size() >= MAX_MARKS)) {
            marks.removeLast();
            marks.addLast(new Mark(Math.max(endOffset, last.endOffset()), appended, last.atMillis()));
        } else {
            marks.addLast(new Mark(endOffset, appended, nowMillis));
        }
    }

    synchronized Lag lag(long storedOffset, long nowMillis) {
        for (Mark mark = marks.peek(); mark != null && mark.endOffset() <= storedOffset; mark = marks.peek()) {
            stored = mark.appended();
            marks.remove();
        }
        Mark oldest = marks.peek();
        return oldest == null ? new Lag(0, 0) : new Lag(appended - stored, Math.max(0, nowMillis - oldest.atMillis()));
    }
}
