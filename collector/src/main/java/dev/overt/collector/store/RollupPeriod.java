package dev.overt.collector.store;

import java.time.LocalDate;
import java.util.List;

/**
 * A day with its hours, a week or a month: what is counted, and sealed, at once.
 *
 * @param grain never {@link Grain#HOUR}
 * @param start its first day
 */
public record RollupPeriod(Grain grain, LocalDate start) {
    /** The periods that a day is in, the shortest first. */
    public static List<RollupPeriod> of(LocalDate day) {
        return List.of(of(Grain.DAY, day), of(Grain.WEEK, day), of(Grain.MONTH, day));
    }

    /** The period of a grain that a day is in. */
    public static RollupPeriod of(Grain grain, LocalDate day) {
        return new RollupPeriod(grain, grain.start(day));
    }

    /** The day after it. */
    public LocalDate end() {
        return grain.end(start);
    }
}
