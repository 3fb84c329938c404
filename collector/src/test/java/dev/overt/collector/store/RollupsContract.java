package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the {@link Rollups} of every store do. */
abstract class RollupsContract {
    static final String PRODUCT = "counted-tool";
    static final long DAY_MILLIS = 86_400_000;
    static final long MIDNIGHT_MILLIS = SampleEvents.MIDNIGHT_MILLIS;

    final Manifest manifest = CountedManifest.keeping("90d");
    EventStore store;
    private long offset;

    /** A new store; each further call on the same instance reopens it. */
    abstract EventStore open();

    @BeforeEach
    void openStore() {
        store = open();
        store.declare(manifest);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    void reopen() {
        store.close();
        store = open();
        store.declare(manifest);
    }

    final void append(List<? extends LogEntry> entries) {
        store.append(List.copyOf(entries), ++offset);
    }

    /** The rows of a table of counts as {@link SlowCounts} has them. */
    final Set<String> rows(String table) {
        String columns =
                table.equals("funnel") ? "os, arch, release" : "* exclude (product, grain, start, events, installs)";
        String sums = table.equals("funnel") ? "started, completed, failed" : "events, installs";
        int sumCount = sums.split(",", -1).length;
        return SlowCounts.GRAINS.stream()
                .flatMap(grain -> Stream.of(0, 1)
                        .flatMap(half -> store
                                .query(
                                        "select grain, start, " + columns + ", " + sums + " from overt." + table
                                                + " where grain = ? and (os = '')::int = ?",
                                        grain,
                                        half)
                                .rows()
                                .stream()))
                .map(row -> row.subList(0, row.size() - sumCount) + " "
                        + row.subList(row.size() - sumCount, row.size()).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" ")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    final Set<String> cohorts() {
        return store.query("select cohort, week, installs from overt.cohorts").rows().stream()
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Counts what was touched, as the worker does. */
    final void countTouched() {
        Rollups rollups = store.rollups();
        Rollups.Touched touched = rollups.touched(PRODUCT);
        touched.days().stream()
                .flatMap(day -> RollupPeriod.of(day).stream())
                .distinct()
                .forEach(period -> rollups.count(manifest, period));
        rollups.countCohorts(manifest);
        rollups.settle(PRODUCT, touched.mark());
    }

    @Test
    void count_isWhatTheRowsComeTo_throughRandomHistories() {
        Random random = new Random(1);
        RandomEvents source = new RandomEvents(random, 12);
        Map<UUID, LogEntry.Accepted> stored = new LinkedHashMap<>();
        for (int day = 0; day < 6; day++) {
            List<LogEntry> batch = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                long receivedAt = MIDNIGHT_MILLIS + day * 3 * DAY_MILLIS + random.nextLong(DAY_MILLIS);
                LogEntry.Accepted event = source.receivedAt(receivedAt, Duration.ofDays(30));
                stored.put(event.id(), event);
                batch.add(event);
                if (random.nextInt(4) == 0) {
                    batch.add(one(random, stored)); // sent again
                }
            }
            append(batch);
            if (day % 3 == 1) {
                countTouched();
            }
            if (day == 2) {
                reopen();
            }
        }
        countTouched();

        assertCounted(stored.values());
    }

    final void assertCounted(Collection<LogEntry.Accepted> events) {
        SlowCounts expected = new SlowCounts(events);
        for (String table : List.of("counts", "outcomes", "funnel")) {
            assertThat(rows(table)).as(table).isEqualTo(expected.rows(table));
        }
        assertThat(cohorts()).isEqualTo(SlowCounts.cohorts(events));
    }

    private static LogEntry.Accepted one(Random random, Map<UUID, LogEntry.Accepted> events) {
        List<LogEntry.Accepted> all = List.copyOf(events.values());
        return all.get(random.nextInt(all.size()));
    }

    @Test
    void touched_saysTheDaysOfNewRows_untilTheyAreSettled() {
        LocalDate day = LocalDate.of(2026, 11, 20);
        LogEntry.Accepted event = event(1, MIDNIGHT_MILLIS - 1, MIDNIGHT_MILLIS);
        append(List.of(event));
        Rollups.Touched first = store.rollups().touched(PRODUCT);
        assertThat(first.days()).containsExactly(day);
        append(List.of(event));
        append(List.of(event(2, MIDNIGHT_MILLIS + 1, MIDNIGHT_MILLIS)));
        reopen();
        store.rollups().settle(PRODUCT, first.mark());

        Rollups.Touched second = store.rollups().touched(PRODUCT);
        assertThat(second.days()).containsExactly(day.plusDays(1));
        store.rollups().settle(PRODUCT, second.mark());
        assertThat(store.rollups().touched(PRODUCT).days()).isEmpty();
        store.rollups().touch(PRODUCT, List.of(day));
        assertThat(store.rollups().touched(PRODUCT).days()).containsExactly(day);
        assertThat(store.rollups().touched("other").days()).isEmpty();
    }

    static LogEntry.Accepted event(int id, long atMillis, long receivedAtMillis) {
        return new LogEntry.Accepted(
                new UUID(7, id), PRODUCT, "ran", "install-" + id, atMillis, receivedAtMillis, Map.of(), List.of());
    }
}
