package dev.overt.collector.log;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * An append-only sequence of durable entries, for many threads at once.
 *
 * <p>The first entry has offset 0. An offset is opaque but for its order: take it from {@link Chunk#nextOffset()} or
 * {@link #endOffset()}.
 */
public interface EventLog extends AutoCloseable {
    /**
     * Appends all entries together, in their order, and returns once they are durable.
     *
     * @throws IOException if they are not known to be durable: nobody may be told that they were kept
     */
    void append(List<LogEntry> entries) throws IOException;

    /**
     * Durable entries from {@code offset} on, at most {@code maxEntries}; waits up to {@code wait} while there are none.
     * A chunk without entries whose {@code nextOffset} is higher stands for a part of the log that was lost or erased.
     *
     * @throws IllegalArgumentException if {@code offset} is none of this log's
     */
    Chunk read(long offset, int maxEntries, Duration wait) throws IOException, InterruptedException;

    /** Offset of the first entry that is still kept, or {@link #endOffset} if there is none. */
    long firstOffset();

    /**
     * Deletes the oldest entries as far as they are both before {@code beforeOffset} and either older than
     * {@code sinceMillis}, since the epoch, or more than {@code maxBytes} from the end. May keep more than that.
     */
    void trim(long beforeOffset, long sinceMillis, long maxBytes) throws IOException;

    /**
     * Begins a new file, if entries are deleted by the file: what comes later no longer keeps those that are there.
     */
    default void roll() throws IOException {}

    /** Offset after the last durable entry. */
    long endOffset();

    /** What a returned {@link #append} promises, as the protocol says it: {@code fsync}. */
    String durability();

    @Override
    void close() throws IOException;
}
