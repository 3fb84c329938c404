package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DuckDbRollupsTest extends RollupsContract {
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 21);
    private static final int K = 3;

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("store.duckdb");
    }

    private Path sealed() {
        return directory.resolve("store.duckdb.sealed");
    }

    /** As a collector does, so that a store is noticed that is taken for damaged, and set aside, after rows have gone. */
    @Override
    EventStore open() {
        return DuckDbStore.openOrBegin(file(), 1L << 30);
    }

    @Override
    void corrupt(String table, String grain) {
        String sum = table.equals("funnel") ? "failed" : "installs";
        String some = grain.isEmpty() ? "" : " WHERE grain = '" + grain + "'";
        tamper("UPDATE overt." + table + " SET " + sum + " = " + sum
                + " + 1 WHERE rowid IN (SELECT min(rowid) FROM overt." + table + some + ")");
    }

    private void tamper(String sql) {
        store.close();
        Tampering.run(file(), sql);
        store = open();
        store.declare(manifest);
    }

    /** Events of 16 days, of which the first ones are sealed and have expired. */
    private List<LogEntry> sealedAndExpired() {
        List<LogEntry> events = new ArrayList<>();
        RandomEvents source = new RandomEvents(new Random(11), 9);
        for (int i = 0; i < 160; i++) {
            events.add(
                    source.receivedAt(MIDNIGHT_MILLIS + DAY_MILLIS / 2 + i % 16 * DAY_MILLIS + i, Duration.ofHours(2)));
        }
        append(events);
        countTouched();
        expire(FIRST_DAY.plusDays(9));
        return events;
    }

    private void expire(LocalDate from) {
        Rollups rollups = store.rollups();
        rollups.unsealed(manifest, from).forEach(period -> rollups.seal(manifest, period, K, SEALED));
        rollups.expire(PRODUCT, from, null, SEALED);
    }

    private Map<String, List<List<@Nullable Object>>> allCounts() {
        Map<String, List<List<@Nullable Object>>> all = new TreeMap<>();
        for (String table : List.of("counts", "outcomes", "funnel", "periods", "cohorts")) {
            String some = table.equals("counts") ? " where os = '' and grain <> 'hour'" : "";
            all.put(
                    table,
                    store.query("select * from overt." + table + some + " order by all")
                            .rows());
        }
        return all;
    }

    private void destroy(Path victim) throws IOException {
        store.close();
        Files.writeString(victim, "no database, but a text ".repeat(900), StandardCharsets.UTF_8);
        Files.deleteIfExists(victim.resolveSibling(victim.getFileName() + ".wal"));
        openStore();
    }

    @Test
    void sealedCounts_areThere_andTheOpenOnesAreCountedFromTheLog_whenTheStoreIsDestroyed() throws IOException {
        List<LogEntry> log = sealedAndExpired();
        Map<String, List<List<@Nullable Object>>> before = allCounts();

        destroy(file());
        assertThat(store.nextOffset()).isZero();
        assertThat(store.query("select distinct grain from overt.periods where sealed_at is null")
                        .rows())
                .isEmpty();
        assertThat(store.query("select grain, count(*) from overt.periods group by 1 order by 1")
                        .rows())
                .contains(List.of("day", 9L), List.of("month", 1L), List.of("week", 2L));
        append(log); // all of it: whatever the log still has of sealed days
        countTouched();
        assertThat(allCounts()).isEqualTo(before);

        expire(FIRST_DAY.plusDays(12));
        Map<String, List<List<@Nullable Object>>> later = allCounts();
        destroy(file());
        append(log);
        countTouched();
        assertThat(allCounts()).isEqualTo(later);
    }

    @Test
    void installation_isNotTakenForNew_whereWhatCameBeforeIsMissing() throws IOException {
        List<LogEntry> log = sealedAndExpired();
        List<LogEntry> left = log.stream()
                .filter(entry -> entry.receivedAtMillis() >= MIDNIGHT_MILLIS + 10 * DAY_MILLIS)
                .toList();
        List<List<@Nullable Object>> sealed = store.query(
                        "select * from overt.cohorts where cohort <= date '2026-11-23' order by all")
                .rows();
        assertThat(sealed).isNotEmpty();

        destroy(file());
        store.rollups().missing(FIRST_DAY.plusDays(10));
        append(left);
        countTouched();

        assertThat(store.query("select * from overt.cohorts order by all").rows())
                .isEqualTo(sealed);
    }

    @Test
    void expire_removesNothing_whileTheSealedCountsCannotBeWritten() throws IOException {
        append(List.of(event(1, MIDNIGHT_MILLIS, MIDNIGHT_MILLIS)));
        Files.createDirectories(sealed().resolve("in the way"));

        assertThatThrownBy(() -> expire(FIRST_DAY.plusDays(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("store.duckdb.sealed could not be written");
        assertThat(store.query("select count(*) from counted_tool.ran").rows())
                .containsExactly(EventStoreContract.row(1L));
        Files.delete(sealed().resolve("in the way"));
        Files.delete(sealed());
        expire(FIRST_DAY.plusDays(1));
        assertThat(store.query("select count(*) from counted_tool.ran").rows())
                .containsExactly(EventStoreContract.row(0L));
        assertThat(sealed()).isRegularFile();
    }

    @Test
    void open_setsSealedCountsAside_thatCannotBeRead_andKeepsItsOwn() throws IOException {
        sealedAndExpired();
        Map<String, List<List<@Nullable Object>>> before = allCounts();

        destroy(sealed());

        assertThat(allCounts()).isEqualTo(before);
        try (var files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("store.duckdb.sealed.unreadable-"))
                    .noneMatch(name -> name.startsWith("store.duckdb.unreadable-"));
        }
        expire(FIRST_DAY.plusDays(9));
        destroy(file());
        assertThat(store.query("select count(*) from overt.periods where grain = 'day'")
                        .rows())
                .containsExactly(EventStoreContract.row(9L));
    }
}
