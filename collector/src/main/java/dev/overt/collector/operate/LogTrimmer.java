package dev.overt.collector.operate;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.Loader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes from the log what the store has, as far as it is older than {@link #LONGEST}, or than rows may get, or more than
 * so many bytes. What is left is what a damaged store can be built anew from.
 */
public final class LogTrimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final EventLog log;
    private final Loader loader;
    private final Supplier<Duration> retention;
    private final long keepBytes;
    private final Clock clock;
    private final Ticker ticker;

    /**
     * Begins to trim.
     *
     * @param retention how long the store keeps rows, which the log therefore must not keep for longer
     */
    public LogTrimmer(EventLog log, Loader loader, Supplier<Duration> retention, long keepBytes, Clock clock) {
        this.log = log;
        this.loader = loader;
        this.retention = retention;
        this.keepBytes = keepBytes;
        this.clock = clock;
        this.ticker = new Ticker("log-trimmer", EVERY, EVERY, this::trim);
    }

    void trim() {
        try {
            Duration rows = retention.get();
            Duration keep = rows.compareTo(LONGEST) < 0 ? rows : LONGEST;
            log.trim(loader.storedOffset(), clock.millis() - keep.toMillis(), keepBytes);
        } catch (IOException | RuntimeException e) {
            LOG.warn("files of the log that are not needed cannot be removed; it will be tried again", e);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
