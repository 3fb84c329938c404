package dev.overt.collector.dashboard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done for a product beside taking in and counting.
 *
 * @param destinations empty where there are none
 * @param lastPurge when what had expired was last removed; null for never
 * @param problem what is wrong with counting or removing, in whole sentences; null while nothing is
 */
public record Upkeep(
        List<Destination> destinations,
        @Nullable Instant lastPurge,
        @Nullable String problem) {
    /** Makes the list immutable. */
    public Upkeep {
        destinations = List.copyOf(destinations);
    }

    /**
     * How a destination fares.
     *
     * @param state a few words, such as {@code takes all}
     * @param lagSeconds age of the oldest event that is being delivered; 0 while none is
     * @param refused events that it has refused for ever
     */
    public record Destination(String name, boolean healthy, String state, long lagSeconds, long refused) {}
}
