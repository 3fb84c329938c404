package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.overt.collector.EveryType;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Event;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import dev.overt.manifest.Trigger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventStore} does. */
abstract class EventStoreContract {
    private EventStore store;

    /** A new store; each further call on the same instance reopens it. */
    abstract EventStore open();

    /** Ends the store as a crash of its process would. */
    abstract void crash(EventStore crashing) throws IOException;

    @BeforeEach
    void openStore() {
        store = open();
        store.declare(SampleManifest.standard());
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = open();
    }

    final List<List<@Nullable Object>> rows(String sql, Object... parameters) {
        return store.query(sql, parameters).rows();
    }

    static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Test
    void nextOffset_is0_ofANewStore_andKeepsTheHighest() {
        assertThat(store.nextOffset()).isZero();

        store.append(List.of(), 70);
        store.append(List.of(), 30);
        reopen();

        assertThat(store.nextOffset()).isEqualTo(70);
    }

    @Test
    void append_keepsEveryValue_inItsType() {
        store.append(List.of(SampleEvents.run(5)), 1);

        Table table = store.query("select * from my_tool.run");

        assertThat(table.columns())
                .containsExactly("event_id", "install_id", "occurred_at", "received_at", "mode", "count", "ok");
        assertThat(table.rows())
                .containsExactly(row(
                        "00000000-0000-7000-0000-000000000005",
                        "0123456789abcdef0123456789abcdef",
                        "2026-11-20T23:59:59.999",
                        "2026-11-21T00:00:01.234",
                        "fast",
                        5L,
                        true));
    }

    @Test
    void append_keepsEveryTypeOfProperty() {
        store.declare(EveryType.manifest());
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("view", 1_000_000_000_000L);
        counts.put("table", 1L);
        Map<String, Object> sent = new HashMap<>();
        sent.put("share", -0.25);
        sent.put("sources", List.of("postgres", "ö\"]😀, '"));
        sent.put("plugins", List.of());
        sent.put("kinds", counts);
        sent.put("tags", Map.of());
        sent.put("message", "a, \"b\" 😀");
        store.append(List.of(everyType(1, sent), everyType(2, Map.of("share", 5.0))), 1);
        reopen();

        assertThat(rows("select share, sources, plugins, kinds, tags, message from every_type.batch_done"
                        + " order by event_id"))
                .containsExactly(
                        row(
                                -0.25,
                                "[\"postgres\",\"ö\\\"]😀, '\"]",
                                "[]",
                                "{\"view\":1000000000000,\"table\":1}",
                                "{}",
                                "a, \"b\" 😀"),
                        row(5.0, null, null, null, null, null));
        assertThat(rows("select sources[1], kinds['table'], len(plugins), typeof(share) from every_type.batch_done"
                        + " where share < 0"))
                .containsExactly(row("postgres", 1L, 0L, "DOUBLE"));
        assertThat(rows("select word, count(*) from (select unnest(sources) as word from every_type.batch_done)"
                        + " group by 1 order by 1"))
                .containsExactly(row("postgres", 1L), row("ö\"]😀, '", 1L));
        assertThat(rows("select e.key, sum(e.value) from (select unnest(map_entries(kinds)) as e"
                        + " from every_type.batch_done) group by 1 order by 1"))
                .containsExactly(row("table", 1L), row("view", 1_000_000_000_000L));
    }

    private static LogEntry everyType(int id, Map<String, Object> properties) {
        return new LogEntry.Accepted(new UUID(1, id), "every-type", "batch_done", null, 1, 2, properties, List.of());
    }

    @Test
    void append_leavesOut_whatIsNotOfTheColumnsType() {
        store.declare(EveryType.manifest());
        Map<String, Object> wrong = Map.of(
                "share", 5L, "sources", "postgres", "plugins", Map.of(), "kinds", List.of(), "message", List.of("a"));

        store.append(List.of(everyType(1, wrong)), 1);

        assertThat(rows("select share, sources, plugins, kinds, message from every_type.batch_done"))
                .containsExactly(row(null, null, null, null, null));
        assertThat(rows("select property from overt.drops where reason = 'invalid_value' order by 1"))
                .containsExactly(row("kinds"), row("message"), row("plugins"), row("share"), row("sources"));
    }

    @Test
    void declare_givesAPage_noColumnThatItCannotFill() {
        store.declare(EveryType.manifest());

        assertThat(store.query("select * from every_type.page_opened").columns())
                .containsExactly("event_id", "install_id", "occurred_at", "received_at", "page");
        assertThat(store.query("select * from every_type.command_run").columns())
                .contains("os", "arch", "session", "release");
    }

    @Test
    void append_leavesNull_whatTheEventLacks() {
        store.append(
                List.of(
                        new LogEntry.Accepted(new UUID(1, 1), "my-tool", "run", null, 1, 2, Map.of(), List.of()),
                        SampleEvents.event(2, "stop", Map.of())),
                1);

        assertThat(rows("select install_id, mode, count, ok from my_tool.run"))
                .containsExactly(row(null, null, null, null));
    }

    @Test
    void append_takesAnIdOnce_andTheFirstOfABatch() {
        LogEntry first = SampleEvents.event(1, "run", Map.of("mode", "fast"));
        LogEntry second =
                SampleEvents.event(1, "run", Map.of("mode", "slow"), new Drop(DropReason.UNKNOWN_VALUE, "mode"));
        store.append(List.of(first, second), 1);
        store.append(List.of(second), 2);
        reopen();
        store.append(List.of(second), 3);

        assertThat(rows("select mode from my_tool.run")).containsExactly(row("fast"));
        assertThat(rows("select * from overt.drops")).isEmpty();
    }

    @Test
    void append_quarantinesAnotherEvent_ofAnIdThatIsStored() {
        Map<String, Object> fast = Map.of("mode", "fast");
        store.append(List.of(SampleEvents.event(1, "run", fast), SampleEvents.event(2, "run", fast)), 1);
        reopen();

        List<LogEntry> others = List.of(
                SampleEvents.event(1, "run", Map.of("mode", "slow")),
                SampleEvents.event(1, "stop", fast),
                SampleEvents.event(2, "run", Map.of()),
                SampleEvents.event(3, "stop", fast),
                SampleEvents.event(3, "run", fast));
        store.append(others, 2);
        store.append(others, 3);

        assertThat(rows("select right(event_id::varchar, 1), mode from my_tool.run order by 1"))
                .containsExactly(row("1", "fast"), row("2", "fast"));
        assertThat(rows("select right(event_id::varchar, 1), mode from my_tool.stop"))
                .containsExactly(row("3", "fast"));
        assertThat(
                        rows(
                                "select right(event_id::varchar, 1), event, reason, pointer, size_bytes from overt.quarantine order by 1"))
                .containsExactly(
                        row("1", "run", "conflicting_id", "", 0),
                        row("2", "run", "conflicting_id", "", 0),
                        row("3", "run", "conflicting_id", "", 0));
    }

    @Test
    void append_quarantinesAnotherInstallation_andAnotherTime_underAnIdThatIsStored() {
        LogEntry.Accepted event = SampleEvents.run(1);
        store.append(List.of(event), 1);

        store.append(List.of(resent(event, "f".repeat(32), event.atMillis())), 2);
        store.append(List.of(resent(event, event.install(), event.atMillis() - 3_600_001)), 3);

        assertThat(rows("select reason from overt.quarantine")).containsExactly(row("conflicting_id"));
        assertThat(rows("select count(*) from my_tool.run")).containsExactly(row(1L));
    }

    @Test
    void append_takesAnEventThatIsSentAgain_forTheSame_whenItsTimeIsCorrectedAnew() {
        LogEntry.Accepted event = SampleEvents.run(1);
        Drop clamped = new Drop(DropReason.CLAMPED_TIME, "occurred_at");
        store.append(List.of(event, resent(event, event.install(), event.atMillis() + 1)), 1);
        reopen();
        store.append(
                List.of(
                        resent(event, event.install(), event.atMillis() + 3_600_000),
                        resent(event, event.install(), event.atMillis() - 3_600_000),
                        resent(event, event.install(), event.atMillis() + 99_000_000, clamped)),
                2);

        assertThat(rows("select count(*) from my_tool.run")).containsExactly(row(1L));
        assertThat(rows("select * from overt.quarantine")).isEmpty();
        assertThat(rows("select * from overt.drops")).isEmpty();
    }

    private static LogEntry.Accepted resent(
            LogEntry.Accepted event, @Nullable String install, long atMillis, Drop... drops) {
        return new LogEntry.Accepted(
                event.id(),
                event.product(),
                event.event(),
                install,
                atMillis,
                event.receivedAtMillis() + 86_400_000,
                event.properties(),
                List.of(drops));
    }

    @Test
    void append_takesAnEventOfEveryType_forTheSame_whenItIsSentAgain() {
        store.declare(EveryType.manifest());
        Map<String, Object> sent = Map.of(
                "share",
                -0.25,
                "sources",
                List.of("postgres", "duckdb"),
                "kinds",
                Map.of("view", 2L, "table", 1L),
                "plugins",
                List.of(),
                "tags",
                Map.of(),
                "message",
                "a, \"b\" 😀",
                "undeclared",
                "x");
        store.append(List.of(everyType(1, sent)), 1);
        reopen();
        store.append(List.of(everyType(1, sent)), 2);

        assertThat(rows("select * from overt.quarantine")).isEmpty();
        Map<String, Object> other = new HashMap<>(sent);
        other.put("sources", List.of("duckdb", "postgres"));
        store.append(List.of(everyType(1, other)), 3);
        assertThat(rows("select reason from overt.quarantine")).containsExactly(row("conflicting_id"));
        assertThat(rows("select count(*) from every_type.batch_done")).containsExactly(row(1L));
    }

    @Test
    void append_tellsAnIdOfTheSameProductOnly() {
        store.declare(SampleManifest.of("other-tool", SampleManifest.EVENTS));
        LogEntry.Accepted event = SampleEvents.run(1);
        store.append(List.of(event), 1);
        store.append(
                List.of(new LogEntry.Accepted(event.id(), "other-tool", "run", null, 1, 2, Map.of(), List.of())), 2);

        assertThat(rows("select count(*) from other_tool.run")).containsExactly(row(1L));
        assertThat(rows("select * from overt.quarantine")).isEmpty();
    }

    @Test
    void append_tellsAnId_forSixtyDays() {
        long dayMillis = 86_400_000;
        store.append(List.of(received(1, 0), received(2, 2 * dayMillis), received(3, 61 * dayMillis)), 1);
        reopen();
        store.append(List.of(received(1, 61 * dayMillis), received(2, 61 * dayMillis), received(3, 61 * dayMillis)), 2);

        assertThat(rows("select right(event_id::varchar, 1), count(*) from my_tool.run group by 1 order by 1"))
                .containsExactly(row("1", 2L), row("2", 1L), row("3", 1L));
        assertThat(rows("select * from overt.quarantine")).isEmpty();
    }

    private static LogEntry received(int id, long afterMillis) {
        LogEntry.Accepted event = SampleEvents.run(id);
        return new LogEntry.Accepted(
                event.id(),
                event.product(),
                event.event(),
                event.install(),
                event.atMillis(),
                event.receivedAtMillis() + afterMillis,
                event.properties(),
                List.of());
    }

    @Test
    void append_countsDrops_ofRowsThatAreNew() {
        Drop drop = new Drop(DropReason.UNDECLARED_PROPERTY, "extra");
        LogEntry event = SampleEvents.run(1, drop, drop, new Drop(DropReason.CLAMPED_TIME, "occurred_at"));
        store.append(List.of(event), 1);
        store.append(List.of(event, SampleEvents.run(2, drop)), 2);

        assertThat(rows("select product, day, event, property, reason, count from overt.drops order by reason"))
                .containsExactly(
                        row("my-tool", "2026-11-21", "run", "occurred_at", "clamped_time", 1L),
                        row("my-tool", "2026-11-21", "run", "extra", "undeclared_property", 3L));
    }

    @Test
    void append_countsDropsOnce_whateverFailedBefore() {
        Drop drop = new Drop(DropReason.UNDECLARED_PROPERTY, "extra");
        for (int i = 0; i < 20; i++) {
            List<LogEntry> entries = List.of(SampleEvents.run(i, drop));
            if (i % 3 != 0) {
                failToAppend(entries, i);
            }
            store.append(entries, i);
        }

        assertThat(rows("select count from overt.drops")).containsExactly(row(20L));
        assertThat(rows("select count(*) from my_tool.run")).containsExactly(row(20L));
    }

    @Test
    void append_keepsQuarantined_once() {
        store.append(List.of(SampleEvents.quarantined(1, "other"), SampleEvents.quarantined(1, "other")), 1);
        reopen();
        store.append(List.of(SampleEvents.quarantined(1, "other"), SampleEvents.quarantined(2, "*")), 2);

        assertThat(rows("select product, event, reason, pointer, size_bytes, received_at from overt.quarantine"
                        + " order by event_id"))
                .containsExactly(
                        row("my-tool", "other", "undeclared_event", "/events/0", 99, "2026-11-21T00:00"),
                        row("my-tool", "*", "undeclared_event", "/events/0", 99, "2026-11-21T00:00"));
    }

    @Test
    void append_keepsClientDrops_ofABatchOnce() {
        LogEntry drops = SampleEvents.clientDrops(1, Map.of("age", 3L));
        store.append(List.of(drops, drops), 1);
        reopen();
        store.append(List.of(drops, SampleEvents.clientDrops(2, Map.of("age", 4L))), 2);

        assertThat(rows("select product, day, reason, sum(count), count(*) from overt.client_drops group by all"))
                .containsExactly(row("my-tool", "2026-11-21", "age", 7L, 2L));
    }

    @Test
    void append_addsUpRejectedEvents() {
        store.append(List.of(SampleEvents.rejected(1, 5), SampleEvents.rejected(2, 2)), 1);
        store.append(List.of(SampleEvents.rejected(3, 3)), 2);

        assertThat(rows("select product, day, event, property, reason, count from overt.drops"))
                .containsExactly(row("my-tool", "2026-11-21", "*", "", "undeclared_event", 10L));
    }

    @Test
    void append_keepsNoMoreThan200_namesOfSenders_eachDay() {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            entries.add(SampleEvents.run(
                    i, new Drop(DropReason.UNDECLARED_PROPERTY, "p" + i), new Drop(DropReason.INVALID_VALUE, "mode")));
            entries.add(SampleEvents.quarantined(i, "e" + i));
            entries.add(SampleEvents.clientDrops(i, Map.of("r" + i, 2L)));
        }
        store.append(entries.subList(0, 450), 1);
        reopen();
        store.append(entries.subList(450, 900), 2);

        assertThat(rows("select count(distinct property), sum(count) from overt.drops where property <> 'mode'"))
                .containsExactly(row(201L, 300L));
        assertThat(rows("select count from overt.drops where property = 'mode'"))
                .containsExactly(row(300L));
        assertThat(rows("select count(distinct event), count(*) from overt.quarantine"))
                .containsExactly(row(201L, 300L));
        assertThat(rows("select count(distinct reason), sum(count) from overt.client_drops"))
                .containsExactly(row(201L, 600L));
    }

    @Test
    void append_refuses_aProductItDoesNotKnow() {
        LogEntry event = new LogEntry.Accepted(new UUID(1, 1), "unknown", "run", null, 1, 1, Map.of(), List.of());

        assertThatThrownBy(() -> store.append(List.of(SampleEvents.run(1), event), 9))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("product unknown")
                .hasMessageContaining("manifest");

        assertThat(store.nextOffset()).isZero();
        assertThat(rows("select * from my_tool.run")).isEmpty();
    }

    @Test
    void append_quarantines_whatAnOlderManifestDeclared() {
        store.append(
                List.of(
                        SampleEvents.event(1, "former", Map.of("mode", "fast")),
                        SampleEvents.event(2, "run", Map.of("former", "x", "mode", "fast", "count", "not a number"))),
                9);

        assertThat(rows("select event, reason from overt.quarantine"))
                .containsExactly(row("former", "undeclared_event"));
        assertThat(rows("select mode, count from my_tool.run")).containsExactly(row("fast", null));
        assertThat(rows("select property, reason from overt.drops order by reason"))
                .containsExactly(row("count", "invalid_value"), row("former", "undeclared_property"));
    }

    @Test
    void declare_addsWhatIsNew_andKeepsWhatIsThere() {
        store.append(List.of(SampleEvents.run(1)), 1);
        reopen();

        store.declare(SampleManifest.of("my-tool", """
                  run:
                    why: A test.
                    when: Always.
                    properties:
                      extra: {type: boolean}
                      words: {type: list, values: [a, b]}
                      counts: {type: counts, values: [a, b]}
                      share: {type: number, min: 0, max: 1, decimals: 2}
                      count: {type: integer, min: 0, max: 5}
                  later:
                    why: A test.
                    when: Always.
                    properties: {}
                """));
        Map<String, Object> added =
                Map.of("extra", true, "words", List.of("b"), "counts", Map.of("a", 2L), "share", 0.5);
        store.append(
                List.of(
                        SampleEvents.event(2, "run", added),
                        SampleEvents.event(3, "later", Map.of()),
                        SampleEvents.event(4, "stop", Map.of("mode", "slow"))),
                2);

        assertThat(rows("select mode, count, ok, extra, words, counts, share from my_tool.run order by event_id"))
                .containsExactly(
                        row("fast", 1L, true, null, null, null, null),
                        row(null, null, null, true, "[\"b\"]", "{\"a\":2}", 0.5));
        assertThat(rows("select count(*) from my_tool.later")).containsExactly(row(1L));
        assertThat(rows("select mode from my_tool.stop")).containsExactly(row("slow"));
    }

    @Test
    void declare_refuses_anotherType_andChangesNothing() {
        String events = """
                  early:
                    why: A test.
                    when: Always.
                    properties: {}
                  run:
                    why: A test.
                    when: Always.
                    properties:
                      count: {type: boolean}
                """;

        assertThatThrownBy(() -> store.declare(SampleManifest.of("my-tool", events)))
                .isInstanceOf(StoreException.class)
                .hasMessage("property count of event run was kept as BIGINT and would now be BOOLEAN."
                        + " A column keeps its type: give the property another name.");

        assertThatThrownBy(() -> rows("select * from my_tool.early")).isInstanceOf(StoreException.class);
        store.append(List.of(SampleEvents.run(1)), 1);
        assertThat(rows("select count from my_tool.run")).containsExactly(row(1L));
    }

    @Test
    void declare_refuses_namesThatAreTaken() {
        Property property = new Property("received_at", new PropertyType.Flag(), null, false, null, null, List.of());
        Event event = new Event("later", "A test.", "Always.", Trigger.CALL, null, List.of(), List.of(property));
        assertThatThrownBy(() -> store.declare(SampleManifest.with(event)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("property received_at of event later");
        for (String product : List.of("overt", "main", "temp", "system", "information-schema", "pg-catalog")) {
            assertThatThrownBy(() -> store.declare(SampleManifest.withId(product)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("product id " + product);
        }
    }

    @Test
    void declare_takesManyProperties_ofTheLongestNames() {
        StringBuilder properties = new StringBuilder("  run: {why: A test., when: Always., properties: {");
        Map<String, Object> sent = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            String name = "p" + "x".repeat(56) + (100 + i);
            properties.append(i == 0 ? "" : ", ").append(name).append(": {type: boolean}");
            sent.put(name, i % 2 == 0);
        }
        store.declare(SampleManifest.of("wide-tool", properties + "}}"));
        LogEntry event = new LogEntry.Accepted(new UUID(1, 1), "wide-tool", "run", null, 1, 1, sent, List.of());
        store.append(List.of(event), 1);
        reopen();
        store.append(List.of(event), 2);

        List<@Nullable Object> row = rows("select * from wide_tool.run").get(0);
        assertThat(row).hasSize(304).filteredOn(Boolean.TRUE::equals).hasSize(150);
        assertThat(rows("select * from overt.quarantine")).isEmpty();
    }

    @Test
    void declare_keepsColumns_thatANarrowerManifestHasNot_andTypesThatShareTheColumn() {
        store.append(List.of(SampleEvents.run(1)), 1);
        store.declare(SampleManifest.of(
                "my-tool", "  run: {why: A test., when: Always., properties: {mode: {type: name, max: 40}}}"));
        store.append(List.of(SampleEvents.event(2, "run", Map.of("mode", "llama-3"))), 2);

        assertThat(rows("select mode, count, ok from my_tool.run order by event_id"))
                .containsExactly(row("fast", 1L, true), row("llama-3", null, null));
    }

    @Test
    void declare_takesNames_thatSqlReserves() {
        String events =
                "  select: {why: A test., when: Always., properties: {order: {type: boolean}, end: {type: boolean}}}";
        store.declare(SampleManifest.of("table", events));
        store.append(
                List.of(new LogEntry.Accepted(
                        new UUID(1, 1), "table", "select", null, 1, 1, Map.of("order", true, "end", false), List.of())),
                1);

        assertThat(rows("select \"order\", \"end\" from \"table\".\"select\"")).containsExactly(row(true, false));
    }

    @Test
    void query_bindsParameters() {
        store.append(List.of(SampleEvents.run(1), SampleEvents.run(2)), 1);

        assertThat(rows("select count from my_tool.run where count > ? and mode = ?", 1, "fast"))
                .containsExactly(row(2L));
    }

    @Test
    void append_storesExactlyOnce_whateverIsRepeatedOrCutOff() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            closeStore();
            store = open();
            storeExactlyOnce(new Random(seed), 1_000_000 * (seed + 1), "seed " + seed);
        }
    }

    /** Loads a random log with repetitions from random earlier offsets, crashing in between. */
    private void storeExactlyOnce(Random random, int firstId, String how) throws IOException {
        List<LogEntry> log = randomLog(random, firstId);
        int next = 0;
        while (next < log.size()) {
            int start = random.nextInt(4) == 0 ? random.nextInt(next + 1) : next;
            int end = Math.min(log.size(), start + 1 + random.nextInt(60));
            if (random.nextInt(4) == 0) {
                failToAppend(log.subList(start, end), end);
            }
            store.append(log.subList(start, end), end);
            next = Math.max(next, end);
            if (random.nextInt(10) == 0) {
                crash(store);
                store = open();
            }
        }
        Map<UUID, Long> expected = new LinkedHashMap<>();
        Map<UUID, Integer> drops = new HashMap<>();
        for (LogEntry entry : log) {
            LogEntry.Accepted event = (LogEntry.Accepted) entry;
            expected.putIfAbsent(event.id(), (Long) event.properties().getOrDefault("count", 0L));
            drops.putIfAbsent(event.id(), event.drops().size());
        }
        List<List<@Nullable Object>> rows =
                rows("select event_id, count from my_tool.run where count between ? and ?", firstId, firstId + 999_999);
        assertThat(rows).as(how).hasSize(expected.size());
        rows.forEach(
                row -> assertThat(row.get(1)).as(how).isEqualTo(expected.get(UUID.fromString((String) row.get(0)))));
        assertThat(rows("select sum(count) from overt.drops where property = ?", "x" + firstId))
                .as(how)
                .containsExactly(row(drops.values().stream().mapToLong(i -> i).sum()));
    }

    /** Appends with an entry that fails after the others have been added. */
    @SuppressWarnings("NullAway")
    private void failToAppend(List<LogEntry> entries, long nextOffset) {
        List<LogEntry> failing = new ArrayList<>(entries);
        failing.add(
                new LogEntry.Quarantined(new UUID(9, 9), "my-tool", "x", null, "", 0, SampleEvents.MIDNIGHT_MILLIS));
        assertThatThrownBy(() -> store.append(failing, nextOffset)).isInstanceOf(StoreException.class);
    }

    private static List<LogEntry> randomLog(Random random, int firstId) {
        List<LogEntry> log = new ArrayList<>();
        Drop drop = new Drop(DropReason.UNDECLARED_PROPERTY, "x" + firstId);
        for (int i = 0; i < 400; i++) {
            int id = firstId + random.nextInt(300);
            Map<String, Object> properties = Map.of("count", (long) firstId + random.nextInt(999_999));
            log.add(
                    random.nextBoolean()
                            ? SampleEvents.event(id, "run", properties)
                            : SampleEvents.event(id, "run", properties, drop));
        }
        return log;
    }
}
