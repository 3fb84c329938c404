package dev.overt.collector.rollup;

import dev.overt.collector.store.RollupPeriod;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether counts are true and old rows are gone, for whoever watches. Thread-safe. */
public final class RollupHealth {
    private static final Logger LOG = LoggerFactory.getLogger(RollupHealth.class);

    /** For how long a difference is told after it was mended. */
    private static final Duration TOLD = Duration.ofDays(1);

    private record Difference(String period, Instant at) {}

    private final Clock clock;
    private final Counter checks;
    private final Counter differences;
    private final Counter late;
    private final Timer counting;
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Long> overdueDays = new ConcurrentHashMap<>();
    private volatile @Nullable Difference difference;
    /** When rows last expired as they should; the start before the first time. */
    private volatile Instant purgedAt;

    public RollupHealth(MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.purgedAt = clock.instant();
        this.checks = Counter.builder("overt.rollup.checks")
                .description("Periods whose counts were compared with their events")
                .register(meters);
        this.differences = Counter.builder("overt.rollup.differences")
                .description("Periods whose counts were not what their events come to, and were counted anew")
                .register(meters);
        this.late = Counter.builder("overt.rollup.late.events")
                .description("Events that came after their day, week or month was sealed, and are in no count of it")
                .register(meters);
        this.counting = Timer.builder("overt.rollup.count")
                .description("How long counting one period takes")
                .register(meters);
        Gauge.builder("overt.retention.overdue.days", this, health -> health.overdue())
                .description("Days for which the oldest events should have been gone")
                .register(meters);
        Gauge.builder("overt.retention.purge.age.seconds", this, RollupHealth::purgeAgeSeconds)
                .description("How long ago expired events were last removed, or since the start")
                .register(meters);
    }

    private double purgeAgeSeconds() {
        return Duration.between(purgedAt, clock.instant()).toMillis() / 1e3;
    }

    private long overdue() {
        return overdueDays.values().stream().mapToLong(days -> days).max().orElse(0);
    }

    Timer counting() {
        return counting;
    }

    void checked(String product, RollupPeriod period, boolean agrees) {
        checks.increment();
        if (!agrees) {
            differences.increment();
            String what =
                    "the counts of " + product + " for the " + period.grain().word() + " from " + period.start();
            difference = new Difference(what, clock.instant());
            LOG.error("{} were not what the events come to. They are counted anew.", what);
        }
    }

    void late(long events) {
        late.increment((double) events);
    }

    void failed(String what, String reason) {
        failures.put(what, reason);
    }

    void succeeded(String what) {
        failures.remove(what);
    }

    /**
     * Notes what is left after expired rows were removed. A row that says that it happened on the next day stays for a day
     * more.
     */
    void purged(String product, LocalDate receivedFrom, Optional<LocalDate> oldest) {
        long days = oldest.map(day -> receivedFrom.toEpochDay() - 1 - day.toEpochDay())
                .orElse(0L);
        if (days > 0) {
            overdueDays.put(product, days);
        } else {
            overdueDays.remove(product);
        }
    }

    void purgedAll() {
        purgedAt = clock.instant();
    }

    /** What is wrong and what to do; null while nothing is. */
    public @Nullable String problem() {
        Difference last = difference;
        Stream<String> told = last == null || last.at().plus(TOLD).isBefore(clock.instant())
                ? Stream.empty()
                : Stream.of(last.period() + " were wrong when they were checked at " + last.at()
                        + ", and were counted anew. Please report it.");
        Stream<String> overdue = overdueDays.entrySet().stream()
                .map(entry ->
                        "events of " + entry.getKey() + " should have been gone for " + entry.getValue() + " days.");
        Stream<String> late = LocalDate.ofInstant(purgedAt, ZoneOffset.UTC)
                        .plusDays(1)
                        .isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                ? Stream.of("expired events were last removed at " + purgedAt + ".")
                : Stream.empty();
        Stream<String> failed =
                failures.entrySet().stream().map(entry -> entry.getKey() + " failed: " + entry.getValue());
        String all = Stream.of(failed, overdue, late, told)
                .flatMap(problems -> problems)
                .collect(Collectors.joining(" "));
        return all.isEmpty() ? null : all;
    }
}
