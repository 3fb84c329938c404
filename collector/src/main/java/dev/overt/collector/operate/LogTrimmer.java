package dev.overt.collector.operate;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.Loader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins a file of the log each day, by UTC, so that none holds more than a day's entries. Removes from the log what the store has, as far as it is older than {@link #LONGEST}, or than rows may get less that day, or more than so many bytes. What is left is what a damaged store can be built anew from.
 */
public final class LogTrimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration OF_A_FILE = Duration.ofDays(1);

    private final EventLog log;
    private final Loader loader;
    private final Supplier<Duration> retention;
    private final long keepBytes;
    private final Clock clock;
    private final Ticker ticker;
    /** Day of the file that is being written; null before the first. */
    private @Nullable LocalDate day;

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
            roll();
            Duration rows = retention.get();
            Duration keep = rows.compareTo(LONGEST) < 0 ? shorter(rows) : LONGEST;
            log.trim(loader.storedOffset(), clock.millis() - keep.toMillis(), keepBytes);
        } catch (IOException | RuntimeException e) {
            LOG.warn("files of the log that are not needed cannot be removed; it will be tried again", e);
        }
    }

    private synchronized void roll() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            log.roll();
            day = today;
        }
    }

    /** A file is as old as its last entry; its first may be a day older. */
    private static Duration shorter(Duration rows) {
        return rows.compareTo(OF_A_FILE) < 0 ? Duration.ZERO : rows.minus(OF_A_FILE);
    }

    @Override
    public void close() {
        ticker.close();
    }
}
