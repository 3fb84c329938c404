package dev.overt.collector.rollup;

import dev.overt.collector.store.Grain;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** How long a product's rows and counts are kept, in days by UTC. */
record Kept(Retention.Period raw, Retention.Period rollups) {
    static Kept of(Manifest manifest) {
        return new Kept(manifest.retention().raw(), manifest.retention().rollups());
    }

    /** The oldest day of receipt that is kept: at the end of {@code today} none of its rows is older than they may get. */
    LocalDate receivedFrom(LocalDate today) {
        return raw.limit().map(limit -> from(today, limit)).orElse(LocalDate.MIN);
    }

    /** The day from which on counts are kept; null for ever. */
    @Nullable
    LocalDate countsFrom(LocalDate today) {
        return rollups.limit().map(limit -> from(today, limit)).orElse(null);
    }

    private static LocalDate from(LocalDate today, Duration limit) {
        return today.plusDays(1).minusDays(limit.toDays());
    }

    /** Whether periods of a grain are counted: only if rows are kept for so long that all of one are there at once. */
    boolean counts(Grain grain) {
        boolean fits =
                raw.limit().map(limit -> limit.toDays() >= grain.maxDays()).orElse(true);
        return fits && !(rollups instanceof Retention.Period.None);
    }
}
