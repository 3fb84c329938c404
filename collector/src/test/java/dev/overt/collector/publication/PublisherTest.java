package dev.overt.collector.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.collector.InitRunner;
import dev.overt.collector.MutableClock;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublisherTest {
    private static final String PRODUCT = "initrunner";
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-16");
    private static final LocalDate FRIDAY = LocalDate.parse("2026-11-20");

    @TempDir
    private Path folder;

    private final MutableClock clock = new MutableClock();
    private final CountedStore store = new CountedStore();

    @SuppressWarnings("NullAway.Init")
    private PublishedStore published;

    @SuppressWarnings("NullAway.Init")
    private Publisher publisher;

    @BeforeEach
    void open() {
        published = PublishedStore.open(folder.resolve("published.duckdb"), PublishedTables.DEFINITIONS);
        publisher = new Publisher(() -> List.of(InitRunner.manifest()), store, published, clock);
    }

    @AfterEach
    void close() {
        published.close();
        store.close();
    }

    @Test
    void counts_nameWhatIsOfEnough_andLeaveTheRestToOther() {
        commands("a", 0, 40, FRIDAY, "run", "ok", "2.0", "linux");
        commands("b", 0, 14, FRIDAY, "doctor", "ok", "2.0", "macos");
        commands("c", 0, 3, FRIDAY, "ingest", "ok", "1.9", "linux");

        publish();

        assertThat(rows(
                        "SELECT value, events, installs FROM counts WHERE event = 'cli_command' AND property = 'command'"
                                + " AND version = '' AND os = '' ORDER BY ALL"))
                .containsExactly("[Other, 15, null]", "[run, 40, 40]");
        assertThat(rows("SELECT event, events, installs FROM counts WHERE property = '' AND version = '' AND os = ''"))
                .containsExactlyInAnyOrder("[, 55, 55]", "[cli_command, 55, 55]");
        assertThat(rows("SELECT installs FROM months")).containsExactly("[55]");
    }

    @Test
    void nothing_isShown_ofFewerThanTen() {
        commands("a", 0, 9, FRIDAY, "run", "ok", "2.0", "linux");

        publish();

        for (String table : List.of("counts", "days", "months", "outcomes", "cohorts", "weeks")) {
            assertThat(rows("SELECT * FROM " + table)).as(table).isEmpty();
        }
    }

    @Test
    void aDayThatIsHidden_cannotBeSubtractedFromTheWeek() {
        commands("a", 0, 30, MONDAY, "run", "ok", "2.0", "linux");
        commands("a", 0, 15, MONDAY.plusDays(1), "run", "ok", "2.0", "linux");
        commands("a", 0, 4, MONDAY.plusDays(2), "run", "ok", "2.0", "linux");

        publish();

        assertThat(rows("SELECT day, events FROM days")).containsExactly("[2026-11-16, 30]");
    }

    @Test
    void answer_staysAsItIs_untilTenMoreHaveCome() {
        commands("a", 0, 18, FRIDAY, "run", "ok", "2.0", "linux");
        publish();
        List<String> before = everything();

        for (int i = 0; i < 13; i++) {
            commands("b", i, i + 1, FRIDAY, "doctor", "error", "2.1", "macos");
            clock.advance(Duration.ofMinutes(1));
            publish();
            assertThat(everything()).as("after %s more", i + 1).isEqualTo(before);
        }
        commands("b", 13, 14, FRIDAY, "doctor", "error", "2.1", "macos");
        publish();
        assertThat(everything()).isNotEqualTo(before);
    }

    @Test
    void answer_isRenewed_onceADayOfEnoughInstallationsIsOver() {
        LocalDate saturday = FRIDAY.plusDays(1);
        commands("a", 0, 20, FRIDAY, "run", "ok", "2.0", "linux");
        publish();
        commands("a", 0, 12, saturday, "run", "ok", "2.0", "linux");
        publish();
        assertThat(rows("SELECT day FROM days ORDER BY 1")).containsExactly("[2026-11-20]");

        clock.advance(Duration.ofDays(1));
        publish();

        assertThat(rows("SELECT day FROM days ORDER BY 1")).containsExactly("[2026-11-20]", "[2026-11-21]");
    }

    @Test
    void counts_areWithdrawn_onceTheyAreNotKeptAnyMore() {
        commands("a", 0, 20, FRIDAY, "run", "ok", "2.0", "linux");
        publish();
        assertThat(everything()).isNotEmpty();
        store.forget();

        publish();

        assertThat(everything()).isEmpty();
    }

    @Test
    void cohorts_addUpToTheWeek_soOneOfFewIsHiddenWithAnother() {
        commands("a", 0, 30, MONDAY.minusWeeks(2), "run", "ok", "2.0", "linux");
        commands("b", 0, 14, MONDAY.minusWeeks(1), "run", "ok", "2.0", "linux");
        commands("a", 0, 25, MONDAY, "run", "ok", "2.0", "linux");
        commands("b", 0, 12, MONDAY, "run", "ok", "2.0", "linux");
        commands("c", 0, 2, MONDAY, "run", "ok", "2.0", "linux");

        publish();

        assertThat(rows("SELECT start, cohort, installs FROM cohorts ORDER BY ALL"))
                .containsExactly(
                        "[2026-11-02, 2026-11-02, 30]", "[2026-11-09, 2026-11-09, 15]", "[2026-11-16, 2026-11-02, 25]");
    }

    @Test
    void outcomes_hideACommand_ofWhichFewFailed() {
        outcomes("run", 60, 20);
        outcomes("ingest", 55, 15);
        outcomes("chat", 50, 14);
        outcomes("doctor", 40, 2);

        publish();

        assertThat(rows("SELECT command, outcome, events FROM outcomes ORDER BY ALL"))
                .containsExactly("[ingest, error, 15]", "[ingest, ok, 55]", "[run, error, 20]", "[run, ok, 60]");
    }

    private void outcomes(String command, int ok, int failed) {
        commands(command, 0, ok, FRIDAY, command, "ok", "2.0", "linux");
        commands(command, 0, failed, FRIDAY, command, "error", "2.0", "linux");
    }

    @Test
    void drops_areShown_whereTheyAreOfTenInstallations() {
        store.drop(PRODUCT, FRIDAY, "cli_command", "hostname", "undeclared_property", 31, 10);
        store.drop(PRODUCT, FRIDAY, "cli_command", "user", "undeclared_property", 900, 9);
        store.drop(PRODUCT, FRIDAY, "*", "", "too_large", 10, 0);
        store.drop(PRODUCT, FRIDAY, "*", "", "invalid_event", 9, 0);
        store.clientDrop(PRODUCT, FRIDAY, "spool_full", 12);
        store.clientDrop(PRODUCT, FRIDAY, "of-alice", 400);
        publish();
        assertThat(rows("SELECT * FROM drops"))
                .as("nobody is known to be there")
                .isEmpty();

        commands("a", 0, 10, FRIDAY, "run", "ok", "2.0", "linux");
        publish();

        assertThat(rows("SELECT reason, event, property, count FROM drops ORDER BY ALL"))
                .containsExactly(
                        "[client, , , null]",
                        "[client:spool_full, , , null]",
                        "[too_large, , , null]",
                        "[undeclared_property, cli_command, hostname, 30]");
    }

    /** Somebody who knows all drops of the others looks for one installation's, before and after it has sent them. */
    @Test
    void drops_tellNothingOfOneInstallation_whateverItSends() {
        Random random = new Random(4);
        commands("a", 0, 30, FRIDAY, "run", "ok", "2.0", "linux");
        Map<String, Integer> installs = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            installs.put("property_" + i, 1 + random.nextInt(20));
        }
        installs.forEach((property, count) ->
                store.drop(PRODUCT, MONDAY, "cli_command", property, "undeclared_property", count * 7L, count));
        publish();
        List<String> before = rows("SELECT property, count FROM drops ORDER BY ALL");
        assertThat(before)
                .containsExactlyElementsOf(installs.entrySet().stream()
                        .filter(drop -> drop.getValue() >= 10)
                        .map(drop -> "[" + drop.getKey() + ", " + (drop.getValue() * 7L + 2) / 5 * 5 + "]")
                        .toList());

        installs.keySet()
                .forEach(property ->
                        store.drop(PRODUCT, FRIDAY, "cli_command", property, "undeclared_property", 1_000, 1));
        store.drop(PRODUCT, FRIDAY, "cli_command", "of_alice", "undeclared_property", 1_000, 1);
        commands("z", 0, 1, FRIDAY, "run", "ok", "2.0", "linux");
        publish();

        assertThat(rows("SELECT property, count FROM drops ORDER BY ALL")).isEqualTo(before);
    }

    /** Every number anywhere is a multiple of five, and every one of installations at least ten. */
    @Test
    void everyNumber_isRounded_andOfEnough() {
        Random random = new Random(3);
        for (int i = 0; i < 900; i++) {
            String install = Integer.toString(random.nextInt(160));
            commands(
                    install,
                    0,
                    1,
                    MONDAY.minusDays(random.nextInt(30)),
                    pick(random, "run", "doctor", "ingest", "new", "chat"),
                    pick(random, "ok", "ok", "error"),
                    pick(random, "2.0", "1.9", "1.8", "1.7"),
                    pick(random, "linux", "macos", "windows"));
        }
        publish();

        assertThat(rows("SELECT * FROM counts WHERE events % 5 <> 0 OR installs % 5 <> 0 OR installs < 10"))
                .isEmpty();
        assertThat(rows("SELECT DISTINCT version = '' OR os = '' FROM counts")).containsExactly("[true]");
        assertThat(rows("SELECT * FROM counts WHERE value <> '' AND version <> '' AND value <> 'Other'"))
                .isNotEmpty();
        for (String table : List.of("days", "outcomes", "cohorts", "months")) {
            assertThat(rows("SELECT * FROM " + table)).as(table).isNotEmpty();
            assertThat(rows("SELECT * FROM " + table + " WHERE installs % 5 <> 0 OR installs < 10"))
                    .as(table)
                    .isEmpty();
        }
    }

    @Test
    void query_reachesNothingButThePublishedTables() throws Exception {
        Path other = Files.writeString(folder.resolve("other.csv"), "secret\n1\n");

        for (String sql : List.of(
                "SELECT * FROM '" + other + "'",
                "SELECT * FROM read_csv('" + other + "')",
                "SELECT * FROM overt.counts",
                "DELETE FROM counts",
                "COPY counts TO '" + folder.resolve("out.csv") + "'",
                "ATTACH '" + folder.resolve("store.duckdb") + "'")) {
            assertThatExceptionOfType(StoreException.class).as(sql).isThrownBy(() -> published.query(sql));
        }
    }

    private static String pick(Random random, String... words) {
        return words[(int) (words.length * Math.pow(random.nextDouble(), 2))];
    }

    private void commands(
            String prefix, int from, int to, LocalDate day, String command, String status, String version, String os) {
        for (int i = from; i < to; i++) {
            store.add(
                    PRODUCT, day, prefix + i, "cli_command", version, os, Map.of("command", command, "status", status));
        }
    }

    private void publish() {
        store.count();
        publisher.publish();
    }

    private List<String> everything() {
        return rows(
                "SELECT * FROM counts UNION ALL SELECT product, start, '', '', '', '', '', events, installs FROM days"
                        + " ORDER BY ALL");
    }

    private List<String> rows(String sql) {
        return published.query(sql).rows().stream().map(Object::toString).toList();
    }
}
