package dev.overt.collector.store;

import dev.overt.manifest.Manifest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a store's rows that outlive them, and how the rows end. One thread at a time calls it; others append and query
 * meanwhile, and wait for nothing of it but short statements. A failure of the store itself is a {@link StoreException}.
 * Days are by UTC.
 */
public interface Rollups extends AutoCloseable {
    /**
     * Days of occurrence of which rows have come or gone.
     *
     * @param mark for {@link #settle}: what comes later has another
     */
    record Touched(List<LocalDate> days, long mark) {}

    /** Days of a product that are to be counted: those that appended rows are of, and those of {@link #recompute}. */
    Touched touched(String product);

    /**
     * Has the periods of these days counted anew, as far as they are not sealed. Whoever removes rows says so here, before
     * and after: then nothing is missed wherever it is cut off.
     */
    void recompute(String product, Collection<LocalDate> days);

    /** The same for every period that is not sealed. */
    void recompute(String product);

    /** Forgets the days that were touched up to a mark, for they are counted. */
    void settle(String product, long mark);

    /**
     * Says that of what was received before a day some is missing for ever, so that nobody can tell which of the installations
     * of that week are new: they are of no cohort that is not sealed.
     */
    void missing(LocalDate before);

    /** Days with rows that were not counted, or not by this manifest and as it is done now. */
    List<LocalDate> uncounted(Manifest manifest);

    /**
     * Counts periods anew, but those that are sealed. What was counted before is replaced at once or not at all. Several that
     * follow each other cost less together, and as much more memory.
     */
    void count(Manifest manifest, Collection<RollupPeriod> periods);

    /** Counts anew how many installations of each week came back, for the weeks that are not sealed. */
    void countCohorts(Manifest manifest);

    /** The periods that are counted and not sealed. */
    List<RollupPeriod> open(String product);

    /**
     * Whether the counts of an open period are what its rows come to; with a week, how many came back in all open ones. A period
     * of which rows have come or gone that are not counted yet passes.
     */
    boolean agrees(Manifest manifest, RollupPeriod period);

    /** The periods that begin before a day and are not sealed, the longest first. */
    List<RollupPeriod> unsealed(Manifest manifest, LocalDate before);

    /**
     * Counts a period for the last time, unless it is sealed. Each name under which there are fewer than {@code k}
     * installations becomes {@code Other}, together with the next smaller one where they would still be fewer; what is then
     * still of fewer is not kept.
     */
    void seal(Manifest manifest, RollupPeriod period, int k, Instant at);

    /**
     * How many events have come since the last call, of all products, after a period that they are of was sealed: they are in
     * no count of it, and stand in {@code overt.drops} as {@code late_event}. Waits for nothing.
     */
    long takeLate();

    /**
     * Removes a product's rows that were received before a day and did not happen on it, what was refused or dropped then,
     * and the counts of periods that begin before {@code countsFrom}; null for none. Returns how many rows went. Before the
     * first one goes, the counts of sealed periods are durable where the loss of the store does not reach them.
     * {@link #compact} follows.
     */
    long expire(String product, LocalDate receivedFrom, @Nullable LocalDate countsFrom, Instant at);

    /** Gives the space of removed rows back, and writes over what they have left on the disk. */
    void compact();

    /** The day of receipt of a product's oldest row; empty if it has none. */
    Optional<LocalDate> oldest(String product);

    /** Ends what is under way and does nothing more; any thread may call it. */
    @Override
    void close();
}
