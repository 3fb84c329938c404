package dev.overt.collector.operate;

import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.store.Loader;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes files of the log that the store has, but for the newest so many bytes. */
public final class LogTrimmer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogTrimmer.class);
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final SegmentLog log;
    private final Loader loader;
    private final long keepBytes;
    private final Ticker ticker;

    /** Begins to trim. */
    public LogTrimmer(SegmentLog log, Loader loader, long keepBytes) {
        this.log = log;
        this.loader = loader;
        this.keepBytes = keepBytes;
        this.ticker = new Ticker("log-trimmer", EVERY, EVERY, this::trim);
    }

    void trim() {
        try {
            long offset = Math.min(loader.storedOffset(), log.endOffset() - keepBytes);
            if (offset > 0) {
                log.deleteBefore(offset);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("files of the log that are not needed cannot be removed; it will be tried again", e);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
