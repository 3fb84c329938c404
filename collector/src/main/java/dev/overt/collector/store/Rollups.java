package dev.overt.collector.store;

import dev.overt.manifest.Manifest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Counts of a store's rows that outlive them, and how the rows end. One thread at a time calls it; others append and query
 * meanwhile, and wait for nothing of it but short statements. A failure of the store itself is a {@link StoreException}.
 */
public interface Rollups {
    /**
     * Days of occurrence, by UTC, of which rows have come or gone.
     *
     * @param mark for {@link #settle}: what comes later has another
     */
    record Touched(List<LocalDate> days, long mark) {}

    /** Days of a product that are to be counted: those that appended rows are of, and those of {@link #touch}. */
    Touched touched(String product);

    /** Says that rows of these days have come or gone. */
    void touch(String product, Collection<LocalDate> days);

    /** Forgets the days that were touched up to a mark, for they are counted. */
    void settle(String product, long mark);

    /** Counts a period anew, unless it is sealed. What was counted before is replaced at once or not at all. */
    void count(Manifest manifest, RollupPeriod period);

    /** Counts anew how many installations of each week came back, for the weeks that are not sealed. */
    void countCohorts(Manifest manifest);
}
