package dev.overt.collector.operate;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A log whose appends are timed, and of which is known whether it can be written and how far the store is behind. */
public final class MeteredLog implements EventLog {
    private final EventLog log;
    private final Clock clock;
    private final Timer appends;
    private final Backlog backlog = new Backlog();
    private volatile boolean failing;

    /** @param log closed with this one */
    public MeteredLog(EventLog log, MeterRegistry meters, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.appends = Histograms.of("overt.log.append", "How long one request waits until its entries are durable")
                .register(meters);
        backlog.appended(0, log.endOffset(), clock.millis());
    }

    @Override
    public void append(List<LogEntry> entries) throws IOException {
        long start = System.nanoTime();
        try {
            log.append(entries);
        } catch (IOException e) {
            failing = true;
            throw e;
        }
        failing = false;
        appends.record(Duration.ofNanos(System.nanoTime() - start));
        backlog.appended(entries.size(), log.endOffset(), clock.millis());
    }

    /** Whether the last append failed. */
    boolean failing() {
        return failing;
    }

    /** How far a store that stands at {@code storedOffset} is behind. */
    Backlog.Lag lag(long storedOffset) {
        return backlog.lag(storedOffset, clock.millis());
    }

    @Override
    public Chunk read(long offset, int maxEntries, Duration wait) throws IOException, InterruptedException {
        return log.read(offset, maxEntries, wait);
    }

    @Override
    public long firstOffset() {
        return log.firstOffset();
    }

    @Override
    public void trim(long beforeOffset, long sinceMillis, long maxBytes) throws IOException {
        log.trim(beforeOffset, sinceMillis, maxBytes);
    }

    @Override
    public void roll() throws IOException {
        log.roll();
    }

    @Override
    public long endOffset() {
        return log.endOffset();
    }

    @Override
    public String durability() {
        return log.durability();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
