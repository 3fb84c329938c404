package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the {@link Rollups} of every store do. */
abstract class RollupsContract {
    static final String PRODUCT = "counted-tool";
    static final long DAY_MILLIS = 86_400_000;
    /** Enough that days follow each other, and that they do not. */
    private static final int AT_ONCE = 7;

    static final Instant SEALED = Instant.parse("2027-03-01T00:00:00Z");
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
        List<RollupPeriod> periods = touched.days().stream()
                .flatMap(day -> RollupPeriod.of(day).stream())
                .distinct()
                .toList();
        for (int i = 0; i < periods.size(); i += AT_ONCE) {
            rollups.count(manifest, periods.subList(i, Math.min(i + AT_ONCE, periods.size())));
        }
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
                long receivedAt = MIDNIGHT_MILLIS + day * 3L * DAY_MILLIS + random.nextLong(DAY_MILLIS);
                LogEntry.Accepted event = source.receivedAt(receivedAt, Duration.ofDays(9));
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
        store.rollups().recompute(PRODUCT, List.of(day));
        assertThat(store.rollups().touched(PRODUCT).days()).containsExactly(day);
        assertThat(store.rollups().touched("other").days()).isEmpty();
    }

    @Test
    void recompute_countsWhatIsLeft_whenAnInstallationWasErased() {
        String erased = "0123456789abcdef0123456789abcdef";
        List<LogEntry.Accepted> events = randomEvents(6, 60, 8, Duration.ofDays(1));
        append(events);
        append(List.of(ofInstall(erased, 1, MIDNIGHT_MILLIS), ofInstall(erased, 2, MIDNIGHT_MILLIS - 30 * DAY_MILLIS)));
        countTouched();
        RollupPeriod sealed = RollupPeriod.of(Grain.DAY, LocalDate.of(2026, 10, 22));
        store.rollups().seal(manifest, sealed, 1, SEALED);
        Set<String> before = rows("counts");

        store.erase(new Installation(PRODUCT, erased));
        store.rollups().recompute(PRODUCT);
        assertThat(store.rollups().touched(PRODUCT).days()).doesNotContain(sealed.start());
        countTouched();
        Set<String> expected = new SlowCounts(events).rows("counts");
        before.stream().filter(row -> row.startsWith("[day, 2026-10-22")).forEach(expected::add);
        before.stream().filter(row -> row.startsWith("[hour, 2026-10-22")).forEach(expected::add);
        assertThat(rows("counts")).isEqualTo(expected);
    }

    private static LogEntry.Accepted ofInstall(String install, int id, long atMillis) {
        return new LogEntry.Accepted(
                new UUID(8, id), PRODUCT, "ran", install, atMillis, MIDNIGHT_MILLIS, Map.of(), List.of());
    }

    @Test
    void seal_mergesWhatIsOfFew_andCountsNothingAnew() {
        List<LogEntry.Accepted> events = randomEvents(7, 300, 14, Duration.ofHours(2));
        append(events);
        countTouched();
        for (RollupPeriod period : store.rollups().unsealed(manifest, LocalDate.of(2030, 1, 1))) {
            store.rollups().seal(manifest, period, 5, SEALED);
        }
        assertSealed(events, 5);
        assertThat(store.query("select count(*) from overt.counts where installs < 5")
                        .rows())
                .containsExactly(EventStoreContract.row(0L));
        assertThat(rows("funnel"))
                .anyMatch(row -> row.contains(", Other") && row.contains("null"))
                .anyMatch(row -> !row.contains("null"));
        assertThat(rows("counts"))
                .anyMatch(row -> row.contains(", Other"))
                .anyMatch(row -> row.contains("failure, IOError"));

        append(randomEvents(8, 100, 14, Duration.ofHours(2)));
        countTouched();
        for (RollupPeriod period : RollupPeriod.of(LocalDate.of(2026, 11, 21))) {
            store.rollups().seal(manifest, period, 1, SEALED);
            assertThat(store.rollups().agrees(manifest, period)).isTrue();
        }
        assertSealed(events, 5);
        assertThat(store.rollups().unsealed(manifest, LocalDate.of(2030, 1, 1))).isEmpty();
        assertThat(store.rollups().open(PRODUCT)).isEmpty();
        assertThat(store.query("select distinct sealed_at, k from overt.periods")
                        .rows())
                .containsExactly(EventStoreContract.row("2027-03-01T00:00", 5));
    }

    private void assertSealed(List<LogEntry.Accepted> events, int k) {
        SlowCounts expected = new SlowCounts(events);
        expected.seal(k);
        for (String table : List.of("counts", "outcomes", "funnel")) {
            assertThat(rows(table)).as(table).isEqualTo(expected.rows(table));
        }
    }

    @Test
    void installations_areNotedOfWhatWasDropped_aFewOfEachInAWeek() {
        List<LogEntry> events = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            events.add(dropped(i, "install-" + i % 35, MIDNIGHT_MILLIS));
        }
        append(events.subList(0, 40));
        reopen();
        append(events.subList(20, 70));
        String noted = "select count(*), count(distinct install_id) from overt.dropped_by where product = '" + PRODUCT
                + "' and week = date '2026-11-16' and event = 'ran' and property = 'secret'"
                + " and reason = 'undeclared_property'";
        assertThat(store.query(noted).rows()).containsExactly(EventStoreContract.row(30L, 30L));
        assertThat(store.query("select sum(count)::bigint from overt.drops").rows())
                .containsExactly(EventStoreContract.row(70L));

        String erased = "0123456789abcdef0123456789abcdef";
        append(List.of(dropped(100, erased, MIDNIGHT_MILLIS + 7 * DAY_MILLIS), dropped(101, null, MIDNIGHT_MILLIS)));
        String ofErased = "select week, install_id from overt.dropped_by where week > date '2026-11-16'";
        assertThat(store.query(ofErased).rows()).containsExactly(EventStoreContract.row("2026-11-23", erased));
        assertThat(store.count(new Installation(PRODUCT, erased))).isEqualTo(new InstallationRows(1, 0, 1));
        store.erase(new Installation(PRODUCT, erased));
        assertThat(store.query(ofErased).rows()).isEmpty();
        store.rollups().expire(PRODUCT, LocalDate.of(2026, 11, 17), null, SEALED);
        assertThat(store.query("select * from overt.dropped_by").rows()).isEmpty();
    }

    private static LogEntry.Accepted dropped(int id, @Nullable String install, long atMillis) {
        return new LogEntry.Accepted(
                new UUID(6, id),
                PRODUCT,
                "ran",
                install,
                atMillis,
                atMillis,
                Map.of(),
                List.of(new Drop(DropReason.UNDECLARED_PROPERTY, "secret")));
    }

    @Test
    void event_isToldAsLate_whereAPeriodOfItsIsSealed() {
        LocalDate day = LocalDate.of(2026, 11, 21);
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS)));
        store.rollups().seal(manifest, RollupPeriod.of(Grain.DAY, day), 1, SEALED);
        store.rollups().seal(manifest, RollupPeriod.of(Grain.MONTH, day), 1, SEALED);
        long sealed = SEALED.toEpochMilli();
        append(List.of(
                event(1, MIDNIGHT_MILLIS, sealed), // sent again
                event(2, MIDNIGHT_MILLIS, sealed - 1),
                event(3, MIDNIGHT_MILLIS, sealed),
                event(4, MIDNIGHT_MILLIS + 2 * DAY_MILLIS, sealed), // of a day that is open and a month that is not
                event(5, MIDNIGHT_MILLIS - 30 * DAY_MILLIS, sealed)));

        assertThat(store.rollups().takeLate()).isEqualTo(2);
        assertThat(store.rollups().takeLate()).isZero();
        reopen();
        append(List.of(event(6, MIDNIGHT_MILLIS, sealed + DAY_MILLIS)));
        assertThat(store.rollups().takeLate()).isEqualTo(1);
        assertThat(store.query("select product, day, event, property, reason, count from overt.drops order by day")
                        .rows())
                .containsExactly(
                        EventStoreContract.row(PRODUCT, "2027-03-01", "ran", "", "late_event", 2L),
                        EventStoreContract.row(PRODUCT, "2027-03-02", "ran", "", "late_event", 1L));
    }

    @Test
    void seal_keepsAllAsItIs_whereOneIsEnough() {
        List<LogEntry.Accepted> events = randomEvents(3, 150, 20, Duration.ofDays(3));
        append(events);
        store.rollups()
                .unsealed(manifest, LocalDate.of(2030, 1, 1))
                .forEach(period -> store.rollups().seal(manifest, period, 1, SEALED));

        assertSealed(events, 1);
    }

    @Test
    void seal_keepsOfACohort_whatIsOfManyAndOfWholeWeeks() {
        List<LogEntry.Accepted> events = new ArrayList<>();
        for (int install = 0; install < 4; install++) {
            for (int week = install < 3 ? 0 : 1; week <= 3; week++) {
                long at = MIDNIGHT_MILLIS + week * 7L * DAY_MILLIS; // Saturday, 2026-11-21
                at = install == 3 && week == 1 ? MIDNIGHT_MILLIS : at; // one misses the second week
                events.add(new LogEntry.Accepted(
                        new UUID(week, install), PRODUCT, "ran", "i" + install, at, at, Map.of(), List.of()));
            }
        }
        append(events);
        countTouched();
        assertThat(cohorts()).containsExactly("2026-11-16 0 4", "2026-11-16 1 3", "2026-11-16 2 4", "2026-11-16 3 4");

        RollupPeriod first = RollupPeriod.of(Grain.WEEK, LocalDate.of(2026, 11, 16));
        store.rollups().seal(manifest, first, 4, Instant.parse("2026-12-13T23:59:00Z"));
        store.rollups().countCohorts(manifest);
        assertThat(cohorts()).containsExactly("2026-11-16 0 4", "2026-11-16 2 4");
    }

    @Test
    void agrees_tellsWhenCountsAreNotWhatTheRowsComeTo() {
        append(randomEvents(4, 60, 20, Duration.ofHours(2)));
        RollupPeriod month = RollupPeriod.of(Grain.MONTH, LocalDate.of(2026, 11, 21));
        assertThat(store.rollups().agrees(manifest, month))
                .as("not counted yet")
                .isTrue();
        countTouched();
        assertThat(store.rollups().open(PRODUCT)).contains(month).hasSize(3);
        store.rollups()
                .open(PRODUCT)
                .forEach(period ->
                        assertThat(store.rollups().agrees(manifest, period)).isTrue());

        for (String table : List.of("counts", "outcomes", "funnel")) {
            corrupt(table, "month");
            assertThat(store.rollups().agrees(manifest, month)).as(table).isFalse();
            store.rollups().count(manifest, List.of(month));
            assertThat(store.rollups().agrees(manifest, month)).as(table).isTrue();
        }
        corrupt("cohorts", "");
        RollupPeriod week = RollupPeriod.of(Grain.WEEK, LocalDate.of(2026, 11, 21));
        assertThat(store.rollups().agrees(manifest, week)).as("cohorts").isFalse();
        store.rollups().countCohorts(manifest);
        assertThat(store.rollups().agrees(manifest, week)).as("cohorts").isTrue();
        corrupt("counts", "hour");
        assertThat(store.rollups().agrees(manifest, RollupPeriod.of(Grain.DAY, LocalDate.of(2026, 11, 21))))
                .isFalse();
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS)));
        assertThat(store.rollups().agrees(manifest, month)).as("touched").isTrue();
    }

    /** Changes one row of a table behind the store's back; of any grain where the table has none. */
    abstract void corrupt(String table, String grain);

    @Test
    void uncounted_saysTheDays_thatAreNotCountedByThisManifest() {
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS), event(2, MIDNIGHT_MILLIS - 1, MIDNIGHT_MILLIS)));
        assertThat(store.rollups().uncounted(manifest))
                .containsExactly(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21));
        store.rollups().count(manifest, List.of(RollupPeriod.of(Grain.DAY, LocalDate.of(2026, 11, 20))));
        assertThat(store.rollups().uncounted(manifest)).containsExactly(LocalDate.of(2026, 11, 21));
        countTouched();
        assertThat(store.rollups().uncounted(manifest)).isEmpty();

        Manifest other = CountedManifest.keeping("40d");
        assertThat(store.rollups().uncounted(other)).hasSize(2);
        store.rollups().seal(manifest, RollupPeriod.of(Grain.DAY, LocalDate.of(2026, 11, 20)), 1, SEALED);
        assertThat(store.rollups().uncounted(other)).containsExactly(LocalDate.of(2026, 11, 21));
    }

    @Test
    void expire_removesWhatWasReceivedBefore_andLeavesCountsAndOthersAlone() {
        List<LogEntry.Accepted> events = randomEvents(5, 200, 20, Duration.ofDays(20));
        append(events);
        store.declare(SampleManifest.standard());
        append(List.of(
                SampleEvents.run(1, new Drop(DropReason.UNDECLARED_PROPERTY, "x")),
                SampleEvents.quarantined(2, "x"),
                SampleEvents.clientDrops(3, Map.of("age", 1L))));
        append(List.of(
                new LogEntry.Quarantined(
                        new UUID(5, 5), PRODUCT, "x", DropReason.UNDECLARED_EVENT, "", 1, MIDNIGHT_MILLIS),
                new LogEntry.Rejected(new UUID(5, 6), PRODUCT, DropReason.UNDECLARED_EVENT, 3, MIDNIGHT_MILLIS),
                new LogEntry.ClientDrops(new UUID(5, 7), PRODUCT, Map.of("age", 1L), MIDNIGHT_MILLIS)));
        countTouched();
        Set<String> counts = rows("counts");

        LocalDate from = LocalDate.of(2026, 11, 22);
        LogEntry.Accepted ahead = event(900, MIDNIGHT_MILLIS + DAY_MILLIS + 1, MIDNIGHT_MILLIS + DAY_MILLIS - 1);
        append(List.of(ahead, event(901, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS + 2 * DAY_MILLIS)));
        assertThat(store.rollups().expire(PRODUCT, from, null, SEALED)).isEqualTo(200);
        store.rollups().compact();
        reopen();

        assertThat(store.query("select install_id from counted_tool.ran order by 1")
                        .rows())
                .containsExactly(EventStoreContract.row("install-900"), EventStoreContract.row("install-901"));
        for (String event : List.of("batch", "began", "done", "broke")) {
            assertThat(store.query("select * from counted_tool." + event).rows())
                    .isEmpty();
        }
        for (String table : List.of("quarantine", "drops", "client_drops")) {
            assertThat(store.query("select product from overt." + table).rows())
                    .as(table)
                    .containsExactly(EventStoreContract.row("my-tool"));
        }
        assertThat(store.query("select count(*) from my_tool.run").rows()).containsExactly(EventStoreContract.row(1L));
        assertThat(rows("counts")).isEqualTo(counts);
        assertThat(store.rollups().oldest(PRODUCT)).contains(from.minusDays(1));
        assertThat(store.rollups().oldest("other")).isEmpty();
        assertThat(store.query("select product, purged_at, received_from, rows from overt.purges")
                        .rows())
                .containsExactly(EventStoreContract.row(PRODUCT, "2027-03-01T00:00", "2026-11-22", 200L));
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS + 2 * DAY_MILLIS)));
        assertThat(store.rollups().expire(PRODUCT, from, from, SEALED)).isZero();
        assertThat(rows("counts")).as("older counts").isEmpty();
    }

    @Test
    void expire_forgetsNotThatAnInstallationIsOld_whileItIsThere() {
        long later = MIDNIGHT_MILLIS + 14 * DAY_MILLIS;
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS), event(2, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS)));
        append(List.of(sameInstall(1, 11, later), sameInstall(3, 13, later)));
        RollupPeriod week = RollupPeriod.of(Grain.WEEK, LocalDate.of(2026, 11, 16));
        store.rollups().seal(manifest, week, 1, SEALED);
        store.rollups().expire(PRODUCT, LocalDate.of(2026, 11, 23), null, SEALED);
        store.rollups().countCohorts(manifest);

        assertThat(cohorts()).containsExactly("2026-11-16 0 2", "2026-11-16 2 1", "2026-11-30 0 1");
        assertThat(store.query("select install_id from overt.known").rows())
                .containsExactly(EventStoreContract.row("install-1"));
        store.rollups().expire(PRODUCT, LocalDate.of(2026, 12, 30), null, SEALED);
        assertThat(store.query("select * from overt.known").rows()).isEmpty();
    }

    private static LogEntry.Accepted sameInstall(int install, int id, long atMillis) {
        return new LogEntry.Accepted(
                new UUID(7, id), PRODUCT, "ran", "install-" + install, atMillis, atMillis, Map.of(), List.of());
    }

    @Test
    void close_endsWhatIsUnderWay_andRefusesMore() {
        Rollups rollups = store.rollups();
        rollups.close();
        assertThatThrownBy(() -> rollups.countCohorts(manifest))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is being closed");
        rollups.close();
    }

    /** Events of some hours on 2026-11-21. */
    static List<LogEntry.Accepted> randomEvents(int seed, int count, int installs, Duration latest) {
        RandomEvents source = new RandomEvents(new Random(seed), installs);
        List<LogEntry.Accepted> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(source.receivedAt(MIDNIGHT_MILLIS + DAY_MILLIS / 2 + i * 1_000L, latest));
        }
        return events;
    }

    static LogEntry.Accepted event(int id, long atMillis, long receivedAtMillis) {
        return new LogEntry.Accepted(
                new UUID(7, id), PRODUCT, "ran", "install-" + id, atMillis, receivedAtMillis, Map.of(), List.of());
    }
}
