package dev.overt.collector.rollup;

import dev.overt.collector.store.RollupPeriod;
import dev.overt.collector.store.Rollups;
import dev.overt.manifest.Manifest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The end of a product's rows that have become too old: first every period that they were counted in is sealed, then they
 * go. It may be cut off anywhere, and then goes on from there.
 */
final class Purge {
    private final Manifest manifest;
    private final Rollups rollups;
    private final int minInstallations;

    Purge(Manifest manifest, Rollups rollups, int minInstallations) {
        this.manifest = manifest;
        this.rollups = rollups;
        this.minInstallations = minInstallations;
    }

    /** Returns how many rows went. */
    long run(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Kept kept = Kept.of(manifest);
        LocalDate receivedFrom = kept.receivedFrom(today);
        // Rows may once have been kept for longer: what was counted then is sealed like the rest.
        List<RollupPeriod> counted = rollups.open(manifest.product().id());
        for (RollupPeriod period : rollups.unsealed(manifest, receivedFrom)) {
            if (kept.counts(period.grain()) || counted.contains(period)) {
                rollups.seal(manifest, period, minInstallations, now);
            }
        }
        return rollups.expire(manifest.product().id(), receivedFrom, kept.countsFrom(today), now);
    }
}
