package dev.overt.collector.deletion;

/** Counts of periods whose rows are still there. Called by one thread. */
@FunctionalInterface
public interface OpenRollups {
    /** Counts the open periods of a product anew, from the rows that are left. Sealed periods stay as they are. */
    void recompute(String product);
}
