package dev.overt.collector.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Periods of one grain that follow each other, which are counted by the same statements.
 *
 * @param grain never {@link Grain#HOUR}
 * @param start its first day
 * @param end the day after its last
 */
record RollupSpan(Grain grain, LocalDate start, LocalDate end) {
    static RollupSpan of(RollupPeriod period) {
        return new RollupSpan(period.grain(), period.start(), period.end());
    }

    /** As few as some periods make. */
    static List<RollupSpan> of(Collection<RollupPeriod> periods) {
        List<RollupSpan> spans = new ArrayList<>();
        periods.stream()
                .sorted(Comparator.comparing(RollupPeriod::grain).thenComparing(RollupPeriod::start))
                .map(RollupSpan::of)
                .forEach(next -> {
                    RollupSpan last = spans.isEmpty() ? next : spans.get(spans.size() - 1);
                    if (last.grain == next.grain && last.end.equals(next.start)) {
                        spans.set(spans.size() - 1, new RollupSpan(last.grain, last.start, next.end));
                    } else {
                        spans.add(next);
                    }
                });
        return spans;
    }

    /** Grains of the rows that stand for it. */
    List<Grain> grains() {
        return grain == Grain.DAY ? List.of(Grain.HOUR, Grain.DAY) : List.of(grain);
    }
}
