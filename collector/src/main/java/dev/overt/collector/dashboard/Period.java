package dev.overt.collector.dashboard;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The last 7, 30 or 90 days, today included, by UTC. */
record Period(int days, LocalDate first, LocalDate last) {
    static final List<Integer> CHOICES = List.of(7, 30, 90);
    private static final int USUAL_DAYS = 30;

    static Period of(int days, Clock clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new Period(days, today.minusDays(days - 1L), today);
    }

    /** The period that {@code ?days=} names; the usual one for anything else. */
    static Period asked(Request request, Clock clock) {
        String asked = parameter(request, "days");
        return CHOICES.stream()
                .filter(days -> days.toString().equals(asked))
                .findFirst()
                .map(days -> of(days, clock))
                .orElseGet(() -> of(USUAL_DAYS, clock));
    }

    /** The day of the period that {@code ?day=} names; its last for anything else. */
    LocalDate askedDay(Request request) {
        String asked = parameter(request, "day");
        return all().filter(day -> day.toString().equals(asked)).findFirst().orElse(last);
    }

    Stream<LocalDate> all() {
        return first.datesUntil(last.plusDays(1));
    }

    private static @Nullable String parameter(Request request, String name) {
        try {
            return Request.extractQueryParameters(request).getValue(name);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return null; // a query that cannot be decoded names nothing
        }
    }
}
