package dev.overt.collector.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ids that one kind of entry has brought within {@link #HORIZON}, in memory: it tells at once that an id is new, and
 * else between which times of receipt to look for it in the tables.
 *
 * <p>They are kept in generations, each the ids of one stretch of time, the oldest forgotten first. One thread.
 */
final class RecentIds {
    /** For how long after an entry was received the same id is told from a new one. A client resends for 30 days. */
    static final Duration HORIZON = Duration.ofDays(60);

    private static final Logger LOG = LoggerFactory.getLogger(RecentIds.class);
    private static final int FIRST_BYTES = 64 << 10;
    private static final int LAST_BYTES = 8 << 20;

    /** Times of receipt, both within, in milliseconds since the epoch. */
    record Stretch(long fromMillis, long toMillis) {
        Stretch with(Stretch other) {
            return new Stretch(Math.min(fromMillis, other.fromMillis), Math.max(toMillis, other.toMillis));
        }
    }

    private static final class Generation {
        private final IdFilter filter;
        private Stretch stretch;

        Generation(int bytes, Stretch stretch) {
            this.filter = new IdFilter(bytes);
            this.stretch = stretch;
        }
    }

    private final Deque<Generation> generations = new ArrayDeque<>();
    private final long maxBytes;
    private long sizeBytes;
    private boolean shortened;

    /** @param maxBytes how much memory they may take; what goes beyond shortens the horizon */
    RecentIds(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** How much of the heap the recent ids of one store may take together. */
    static long heapShareBytes() {
        return Runtime.getRuntime().maxMemory() / 4;
    }

    /** Adds an id; that its row is not kept after all does no harm. */
    void add(UUID id, long receivedAtMillis) {
        Stretch now = new Stretch(receivedAtMillis, receivedAtMillis);
        Generation last = generations.peekLast();
        if (last == null || last.filter.isFull()) {
            int bytes = last == null ? FIRST_BYTES : Math.min(LAST_BYTES, 2 * last.filter.sizeBytes());
            last = new Generation(bytes, now);
            generations.add(last);
            sizeBytes += bytes;
            forgetBefore(receivedAtMillis - HORIZON.toMillis());
        }
        last.stretch = last.stretch.with(now);
        last.filter.add(id);
    }

    private void forgetBefore(long millis) {
        while (generations.size() > 1) {
            Generation oldest = generations.getFirst();
            boolean expired = oldest.stretch.toMillis() < millis;
            if (!expired && sizeBytes <= maxBytes) {
                return;
            }
            sizeBytes -= oldest.filter.sizeBytes();
            generations.removeFirst();
            if (!expired) {
                warnOfShortHorizon();
            }
        }
    }

    private void warnOfShortHorizon() {
        if (!shortened) {
            LOG.warn(
                    "the ids of {} days take more than {} MiB, a quarter of the heap, so a resent event is told from a new"
                            + " one for fewer days. Give the collector more memory (-Xmx).",
                    HORIZON.toDays(),
                    maxBytes >> 20);
        }
        shortened = true;
    }

    /** Where to look for those of {@code ids} that are not surely new: in most cases, nowhere. */
    Map<Stretch, List<UUID>> find(Collection<UUID> ids) {
        Map<Stretch, List<UUID>> found = new LinkedHashMap<>();
        for (Generation generation : generations) {
            for (UUID id : ids) {
                if (generation.filter.mayHave(id)) {
                    found.computeIfAbsent(generation.stretch, stretch -> new ArrayList<>())
                            .add(id);
                }
            }
        }
        return found;
    }
}
