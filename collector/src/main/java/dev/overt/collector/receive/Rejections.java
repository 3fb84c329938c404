package dev.overt.collector.receive;

import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How many events were refused of which nothing but the count is kept. They go into the log a few times a minute and
 * when the collector stops, so that a flood of them cannot fill the disk; one that crashes forgets what it has counted
 * since. Any number of threads.
 */
final class Rejections {
    private static final long INTERVAL_MILLIS = 10_000;

    private record Kind(String product, DropReason reason) {}

    private final Map<Kind, Long> counts = new HashMap<>();
    private long writtenAtMillis;

    synchronized void count(String product, DropReason reason) {
        counts.merge(new Kind(product, reason), 1L, Long::sum);
    }

    /** What is due to be written now, and is counted here no longer. */
    synchronized List<LogEntry> due(long nowMillis) {
        return Math.abs(nowMillis - writtenAtMillis) < INTERVAL_MILLIS ? List.of() : all(nowMillis);
    }

    /** Everything that is counted here, and no longer is. */
    synchronized List<LogEntry> all(long nowMillis) {
        List<LogEntry> entries = new ArrayList<>();
        counts.forEach((kind, count) ->
                entries.add(new LogEntry.Rejected(UUID.randomUUID(), kind.product(), kind.reason(), count, nowMillis)));
        counts.clear();
        writtenAtMillis = entries.isEmpty() ? writtenAtMillis : nowMillis;
        return entries;
    }

    /** Counts again what could not be written. */
    synchronized void restore(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Rejected rejected) {
                counts.merge(new Kind(rejected.product(), rejected.reason()), rejected.count(), Long::sum);
            }
        }
    }
}
