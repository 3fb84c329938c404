package dev.overt.collector.store;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** How long the periods are in which rows are counted, by UTC; a week begins on Monday. */
public enum Grain {
    HOUR(1),
    DAY(1),
    WEEK(7),
    MONTH(31);

    private final int maxDays;

    Grain(int maxDays) {
        this.maxDays = maxDays;
    }

    /** How a table says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Days that the longest period has; rows that are kept for fewer cannot be counted in it. */
    public int maxDays() {
        return maxDays;
    }

    /** First day of the period that {@code day} is in. */
    LocalDate start(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** Day after the period that begins on {@code start}; hours are counted a day at a time. */
    LocalDate end(LocalDate start) {
        return switch (this) {
            case HOUR, DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }
}
