package dev.overt.collector.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.MutableClock;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.store.CountedManifest;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.RandomEvents;
import dev.overt.collector.store.Rollups;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.store.Tampering;
import dev.overt.manifest.Manifest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RollupWorkerTest {
    private static final String PRODUCT = "counted-tool";
    private static final Pass.Rest NO_REST = Runnable::run;
    private static final int K = 3;

    @TempDir
    Path directory;

    private final MutableClock clock = new MutableClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RollupHealth health = new RollupHealth(meters, clock);
    private Manifest manifest = CountedManifest.keeping("31d");
    private EventStore store;
    private long offset;

    @BeforeEach
    void openStore() {
        store = DuckDbStore.open(directory.resolve("store.duckdb"));
        store.declare(manifest);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private RollupWorker worker() {
        return new RollupWorker(store, () -> List.of(manifest), K, health, clock);
    }

    private void append(List<LogEntry> entries) {
        store.append(entries, ++offset);
    }

    private static LogEntry run(String install, Instant at) {
        return new LogEntry.Accepted(
                UUID.randomUUID(),
                PRODUCT,
                "ran",
                install,
                at.toEpochMilli(),
                at.toEpochMilli(),
                Map.of("command", "run"),
                List.of());
    }

    private List<List<@Nullable Object>> rows(String sql) {
        return store.query(sql).rows();
    }

    @Test
    void rows_areGoneFromEveryFile_whenTheyAreOld_andTheirCountsStay() throws Exception {
        String planted = "PLANTED-0123456789abcdef";
        List<LogEntry> first = new ArrayList<>(List.of(run(planted, clock.instant())));
        for (int i = 0; i < K; i++) {
            first.add(run("install-" + i, clock.instant()));
        }
        append(first);
        RollupWorker worker = worker();
        worker.round(NO_REST);
        assertThat(holding(planted)).isNotEmpty();

        for (int day = 1; day <= 100; day += 5) {
            clock.advance(Duration.ofDays(5));
            append(List.of(run("install-0", clock.instant())));
            worker.round(NO_REST);
            assertThat(rows("select count(*) from counted_tool.ran where received_at < timestamp '"
                            + clock.instant()
                                    .minus(Duration.ofDays(31))
                                    .toString()
                                    .replace("Z", "") + "'"))
                    .containsExactly(List.of(0L));
            assertThat(health.problem()).isNull();
        }

        assertThat(holding(planted)).isEmpty();
        store.close();
        assertThat(holding(planted)).isEmpty();
        openStore();
        assertThat(
                        rows(
                                "select grain, events, installs from overt.counts where start <= timestamp '2026-11-21 12:00:00'"
                                        + " and event = 'ran' and value = 'run' and version = '' and os = '' and installs >= 3 order by 1"))
                .containsExactly(
                        List.of("day", 4L, 4L),
                        List.of("hour", 4L, 4L),
                        List.of("month", 5L, 4L),
                        List.of("week", 4L, 4L));
        assertThat(rows("select count(*), min(k) from overt.periods where sealed_at is not null and grain = 'day'"))
                .containsExactly(List.of(14L, K));
    }

    /** The files that hold some text. */
    private List<Path> holding(String text) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contains(file, text))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void count_isDoneAnew_andToldToWhoeverWatches_whereItIsWrong() throws Exception {
        append(List.of(run("a", clock.instant())));
        worker().round(NO_REST);
        assertThat(health.problem()).isNull();
        assertThat(meters.counter("overt.rollup.checks").count()).isEqualTo(1);
        assertThat(meters.counter("overt.rollup.differences").count()).isZero();
        closeStore();
        Tampering.run(directory.resolve("store.duckdb"), "UPDATE overt.counts SET installs = 7");
        openStore();
        for (int i = 0; i < 200 && meters.counter("overt.rollup.differences").count() < 3; i++) {
            worker().round(NO_REST); // checks one of three periods
        }

        assertThat(rows("select distinct events, installs from overt.counts")).containsExactly(List.of(1L, 1L));
        assertThat(meters.counter("overt.rollup.differences").count()).isEqualTo(3);
        assertThat(health.problem())
                .contains("the counts of counted-tool for the")
                .contains("were wrong");
        clock.advance(Duration.ofHours(25));
        worker().round(NO_REST);
        assertThat(health.problem()).isNull();
    }

    @Test
    void cohorts_areCountedAnew_whereTheyAreWrong() throws Exception {
        append(List.of(run("a", clock.instant())));
        worker().round(NO_REST);
        closeStore();
        Tampering.run(directory.resolve("store.duckdb"), "UPDATE overt.cohorts SET installs = 7");
        openStore();
        for (int i = 0; i < 200 && meters.counter("overt.rollup.differences").count() == 0; i++) {
            worker().round(NO_REST); // checks one of three periods
        }

        assertThat(rows("select distinct installs from overt.cohorts")).containsExactly(List.of(1L));
    }

    @Test
    void lateEvents_areCountedForWhoeverWatches() throws Exception {
        Instant first = clock.instant();
        append(List.of(run("a", first)));
        clock.advance(Duration.ofDays(40));
        worker().round(NO_REST);
        assertThat(meters.counter("overt.rollup.late.events").count()).isZero();
        append(List.of(new LogEntry.Accepted(
                UUID.randomUUID(),
                PRODUCT,
                "ran",
                "b",
                first.toEpochMilli(),
                clock.millis(),
                Map.of("command", "run"),
                List.of())));
        worker().round(NO_REST);

        assertThat(meters.counter("overt.rollup.late.events").count()).isEqualTo(1);
        assertThat(rows("select events from overt.counts where grain = 'day' and event = '' and os = ''"))
                .isEmpty();
    }

    @Test
    void round_countsWhatWasNeverCounted_andByANewManifest() throws Exception {
        append(List.of(run("a", clock.instant())));
        store.rollups().settle(PRODUCT, store.rollups().touched(PRODUCT).mark());
        RollupWorker worker = worker();
        worker.round(NO_REST);
        assertThat(rows("select grain from overt.periods order by 1"))
                .containsExactly(List.of("day"), List.of("hour"), List.of("month"), List.of("week"));

        manifest = CountedManifest.keeping("20d");
        worker.round(NO_REST);
        assertThat(store.rollups().uncounted(manifest)).isEmpty();
    }

    @Test
    void purge_isToldAsOverdue_whileItFails() throws Exception {
        append(List.of(run("a", clock.instant())));
        RollupWorker worker = worker();
        worker.round(NO_REST);
        clock.advance(Duration.ofDays(40));
        store.close();
        worker.round(NO_REST);

        assertThat(health.problem())
                .contains("expiry of counted-tool failed")
                .contains("expired events were last removed at 2026-11-21T12:00:00Z");
        assertThat(meters.get("overt.retention.purge.age.seconds").gauge().value())
                .isEqualTo(40 * 86_400.0);
        openStore();
        worker().round(NO_REST);
        assertThat(rows("select * from counted_tool.ran")).isEmpty();
        health.purged(PRODUCT, LocalDate.of(2026, 11, 21), store.rollups().oldest(PRODUCT));
        health.purged("other", LocalDate.of(2026, 11, 21), Optional.of(LocalDate.of(2026, 11, 18)));
        assertThat(meters.get("overt.retention.overdue.days").gauge().value()).isEqualTo(2);
        assertThat(health.problem()).contains("events of other should have been gone for 2 days");
    }

    @Test
    void passAndPurge_endAsIfNeverCutOff_whereverTheyWere() throws Exception {
        append(events());
        Instant later = clock.instant().plus(Duration.ofDays(31));
        new Pass(manifest, store.rollups(), NO_REST).run();
        new Purge(manifest, store.rollups(), K).run(later);
        Map<String, List<List<@Nullable Object>>> whole = everything();

        closeStore();
        Files.delete(directory.resolve("store.duckdb"));
        Files.delete(directory.resolve("store.duckdb.sealed"));
        openStore();
        append(events());
        int cuts = 0;
        for (int step = 0; isCutOff(step, failing -> new Pass(manifest, failing, NO_REST).run()); step++) {
            closeStore();
            openStore();
            cuts++;
        }
        for (int step = 0; isCutOff(step, failing -> new Purge(manifest, failing, K).run(later)); step += 2) {
            closeStore();
            openStore();
            cuts++;
        }
        assertThat(cuts).isGreaterThan(7);
        assertThat(everything()).isEqualTo(whole);
    }

    private interface Step {
        void run(Rollups rollups) throws InterruptedException;
    }

    /** Whether something does not come to its end when the call after {@code calls} others fails. */
    private boolean isCutOff(int calls, Step work) throws InterruptedException {
        int[] left = {calls};
        Rollups failing = proxy(Rollups.class, store.rollups(), "", () -> {
            if (left[0]-- == 0) {
                throw new StoreException("killed");
            }
        });
        try {
            work.run(failing);
            return false;
        } catch (StoreException e) {
            assertThat(e).hasMessage("killed");
            return true;
        }
    }

    /** Passes calls on, after something else where the name of the method begins so. */
    private static <T> T proxy(Class<T> type, T to, String begin, Runnable before) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith(begin)) {
                        before.run();
                    }
                    try {
                        return method.invoke(to, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private List<LogEntry> events() {
        RandomEvents source = new RandomEvents(new Random(5), 9);
        List<LogEntry> events = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            events.add(source.receivedAt(clock.millis(), Duration.ofDays(3)));
        }
        return events;
    }

    private Map<String, List<List<@Nullable Object>>> everything() {
        return Map.of(
                "counts", rows("select * from overt.counts where grain <> 'hour' and os = '' order by all"),
                "outcomes", rows("select * from overt.outcomes where grain <> 'hour' and os = '' order by all"),
                "funnel", rows("select * from overt.funnel order by all"),
                "cohorts", rows("select * from overt.cohorts order by all"),
                "periods", rows("select * from overt.periods order by all"),
                "rows", rows("select count(*) from counted_tool.ran"),
                "touched", rows("select product, day from overt.touched"));
    }
}
