package dev.overt.collector.rollup;

import dev.overt.collector.store.Grain;
import dev.overt.collector.store.RollupPeriod;
import dev.overt.collector.store.Rollups;
import dev.overt.manifest.Manifest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * One round of counting a product's periods of which rows came or went. It may be cut off anywhere: what was touched is
 * forgotten at its end only, and counting a period twice does no harm.
 */
final class Pass {
    private static final long SHORT_NANOS = 1_000_000_000L;
    private static final long LONG_NANOS = 4 * SHORT_NANOS;
    private static final int MAX_AT_ONCE = 32;

    private final Manifest manifest;
    private final Rollups rollups;
    private final Rest rest;

    /** Does a piece of work, and lets the machine do others afterwards. */
    interface Rest {
        void after(Runnable work) throws InterruptedException;
    }

    Pass(Manifest manifest, Rollups rollups, Rest rest) {
        this.manifest = manifest;
        this.rollups = rollups;
        this.rest = rest;
    }

    void run() throws InterruptedException {
        String product = manifest.product().id();
        Rollups.Touched touched = rollups.touched(product);
        if (touched.days().isEmpty()) {
            return;
        }
        if (Kept.of(manifest).counts(Grain.WEEK)) {
            rest.after(() -> rollups.countCohorts(manifest));
        }
        count(periods(touched.days()));
        rollups.settle(product, touched.mark());
    }

    /** As many at once as take little time: those of a store with few rows cost next to nothing each, but for the statements. */
    private void count(List<RollupPeriod> periods) throws InterruptedException {
        int many = 1;
        for (int i = 0; i < periods.size(); ) {
            List<RollupPeriod> next = periods.subList(i, Math.min(periods.size(), i + many));
            long start = System.nanoTime();
            rest.after(() -> rollups.count(manifest, next));
            many = many(next.size(), System.nanoTime() - start);
            i += next.size();
        }
    }

    /** @param tookNanos what {@code counted} periods took, with the rest that followed */
    private static int many(int counted, long tookNanos) {
        if (tookNanos < SHORT_NANOS) {
            return Math.min(counted * 2, MAX_AT_ONCE);
        }
        return tookNanos < LONG_NANOS ? counted : Math.max(counted / 2, 1);
    }

    /**
     * The periods that some days are in and that can be counted, the latest first: what is looked at most is there while the
     * rest of a long history is still counted.
     */
    private List<RollupPeriod> periods(Collection<LocalDate> days) {
        return days.stream()
                .flatMap(day -> RollupPeriod.of(day).stream())
                .filter(period -> Kept.of(manifest).counts(period.grain()))
                .distinct()
                .sorted(Comparator.comparing(RollupPeriod::start).reversed().thenComparing(RollupPeriod::grain))
                .toList();
    }
}
