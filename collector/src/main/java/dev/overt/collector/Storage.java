package dev.overt.collector;

import dev.overt.collector.deletion.Deletions;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.operate.SelfTestManifest;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.StoreException;
import dev.overt.manifest.Manifest;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded log and store of a data folder. */
final class Storage {
    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);

    private Storage() {}

    static SegmentLog openLog(DataDirectory directory, long segmentBytes, MeterRegistry meters) {
        try {
            return SegmentLog.open(directory.log(), segmentBytes, meters);
        } catch (IOException e) {
            throw new CollectorException("cannot open the log: " + DataDirectory.reason(e), e);
        }
    }

    /** Opens the store that the log fills; one that cannot be read is set aside and built anew. */
    static EventStore openStore(DataDirectory directory, long memoryBytes) {
        EventStore store;
        try {
            store = DuckDbStore.openOrBegin(directory.store(), memoryBytes);
        } catch (StoreException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
        try {
            store.declare(SelfTestManifest.MANIFEST);
            return store;
        } catch (StoreException e) {
            store.close();
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }

    static Deletions openDeletions(DataDirectory directory, Clock clock) {
        try {
            return Deletions.open(directory.deletions(), clock);
        } catch (IOException e) {
            throw new CollectorException("cannot read what is to be deleted: " + DataDirectory.reason(e), e);
        }
    }

    /**
     * Checks that the log has what comes next in the store, and says what is lost.
     *
     * @throws CollectorException if the store is ahead of the log
     */
    static void checkOffset(DataDirectory directory, EventStore store, EventLog log) {
        long nextOffset = store.nextOffset();
        if (nextOffset > log.endOffset()) {
            throw new CollectorException("the store " + directory.store() + " goes up to offset " + nextOffset
                    + " of the log, but the log " + directory.log() + " ends at " + log.endOffset()
                    + ": it was lost, or is older. Restore the log and the store of the same time from a backup. If there is"
                    + " none, rename the store and the .wal file beside it: a new one is built of what the log has, and the old"
                    + " one can still be read with DuckDB.");
        }
        if (nextOffset < log.firstOffset()) {
            Instant first = firstReceived(log);
            LOG.warn(
                    "the log begins at offset {}, received at {}: what came from offset {} up to there is not in the store.",
                    log.firstOffset(),
                    first,
                    nextOffset);
            store.rollups().missing(LocalDate.ofInstant(first, ZoneOffset.UTC));
        }
    }

    /** When the first entry was received that there is; a log that has none, or does not say, begins now. */
    private static Instant firstReceived(EventLog log) {
        try {
            List<LogEntry> first = log.read(log.firstOffset(), 1, Duration.ZERO).entries();
            return first.isEmpty()
                    ? Instant.now()
                    : Instant.ofEpochMilli(first.get(0).receivedAtMillis());
        } catch (IOException e) {
            return Instant.now();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Instant.now();
        }
    }

    /** How long the rows of every product are kept that has any: the log may keep nothing longer. */
    static Duration shortestRetention(List<Manifest> manifests) {
        return manifests.stream()
                .filter(manifest -> !Forwarders.onlyForwards(manifest))
                .flatMap(manifest -> manifest.retention().raw().limit().stream())
                .min(Comparator.naturalOrder())
                .orElse(ChronoUnit.FOREVER.getDuration());
    }
}
