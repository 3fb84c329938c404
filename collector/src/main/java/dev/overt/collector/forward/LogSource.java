package dev.overt.collector.forward;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** One product's accepted events of the durable log, from a place that outlives the process. */
final class LogSource implements Source {
    /** How much of other products' events may be read again after a crash. */
    private static final long MAX_UNWRITTEN_BYTES = 16 << 20;

    private final String product;
    private final EventLog log;
    private final Position position;
    private final LongConsumer lostBytes;
    private long written;
    private long nextOffset;
    private boolean anything;
    /** Everything before it is dealt with. */
    private volatile long doneOffset;

    private LogSource(String product, EventLog log, Position position, long offset, LongConsumer lostBytes) {
        this.product = product;
        this.log = log;
        this.position = position;
        this.lostBytes = lostBytes;
        this.written = offset;
        this.nextOffset = offset;
        this.doneOffset = offset;
    }

    /**
     * Goes on where the file says.
     *
     * @param fromStart whether a new destination begins with what the log has, in place of what comes from now on
     * @param lostBytes told how much of the log was removed before it was read
     */
    static LogSource open(String product, EventLog log, Position position, boolean fromStart, LongConsumer lostBytes)
            throws IOException {
        OptionalLong kept = position.read();
        long begin = fromStart ? log.firstOffset() : log.endOffset();
        long offset = kept.isPresent() ? kept.getAsLong() : begin;
        if (offset > log.endOffset()) {
            offset = log.firstOffset(); // another log, of which it has nothing
        }
        if (kept.isEmpty() || kept.getAsLong() != offset) {
            position.write(offset);
        }
        return new LogSource(product, log, position, offset, lostBytes);
    }

    @Override
    public List<LogEntry.Accepted> next(int max, Duration wait) throws IOException, InterruptedException {
        skipWhatIsRemoved();
        Chunk chunk;
        try {
            chunk = log.read(doneOffset, max, wait);
        } catch (IOException | IllegalArgumentException e) {
            if (log.firstOffset() <= doneOffset) {
                throw e;
            }
            skipWhatIsRemoved();
            chunk = log.read(doneOffset, max, wait);
        }
        nextOffset = chunk.nextOffset();
        List<LogEntry.Accepted> events = chunk.entries().stream()
                .filter(LogEntry.Accepted.class::isInstance)
                .map(LogEntry.Accepted.class::cast)
                .filter(event -> event.product().equals(product))
                .toList();
        anything |= !events.isEmpty();
        return events;
    }

    private void skipWhatIsRemoved() {
        long firstOffset = log.firstOffset();
        if (doneOffset < firstOffset) {
            lostBytes.accept(firstOffset - doneOffset);
            doneOffset = firstOffset;
        }
    }

    @Override
    public void done() throws IOException {
        doneOffset = nextOffset;
        if (anything || doneOffset - written > MAX_UNWRITTEN_BYTES) {
            position.write(doneOffset);
            written = doneOffset;
            anything = false;
        }
    }

    @Override
    public boolean isLostAtStop() {
        return false;
    }

    @Override
    public long doneOffset() {
        return doneOffset;
    }

    @Override
    public long behind() {
        return Math.max(0, log.endOffset() - doneOffset);
    }
}
