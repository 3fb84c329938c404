package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random values of every type, hostile ones among them, all the way from a request's bytes to the answer of a query: what
 * is stored is what enforcement kept, once for each event, and within {@link Declared}.
 */
final class EveryTypeTest {
    private static final Manifest MANIFEST = EveryType.manifest();
    private static final List<Property> PROPERTIES =
            MANIFEST.properties(MANIFEST.event("batch_done").orElseThrow());
    private static final long NOW = 1_763_683_200_000L;
    private static final int BATCHES = 60;
    private static final int EVENTS = 50;

    @TempDir
    private Path data;

    private final Enforcer enforcer = new Enforcer(MANIFEST);
    /** What enforcement kept of each event. */
    private final Map<String, Map<String, Object>> kept = new HashMap<>();

    @Test
    void store_holdsWhatTheRulesKeep_once_whateverWasSent() throws IOException, InterruptedException {
        try (EventLog log = SegmentLog.open(data.resolve("log"));
                EventStore store = DuckDbStore.open(data.resolve("store.duckdb"))) {
            store.declare(MANIFEST);
            Intake intake = new Intake(log, () -> Long.MAX_VALUE);
            for (int seed = 0; seed < BATCHES; seed++) {
                List<IncomingEvent> events = decoded(new Random(seed), seed);
                events.forEach(this::remember);
                intake.take(enforcer, events, null, NOW);
                intake.take(enforcer, events, null, NOW + 1);
            }
            try (Loader loader = Loader.start(log, store)) {
                assertThat(loader.awaitOffset(log.endOffset(), Duration.ofMinutes(5)))
                        .isTrue();
            }
            checkStored(store);
        }
    }

    private static List<IncomingEvent> decoded(Random random, int seed) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String properties = PROPERTIES.stream()
                    .filter(property -> random.nextInt(20) > 0)
                    .map(property -> "\"" + property.name() + "\":" + new RandomValue(random).of(property.type()))
                    .collect(Collectors.joining(",", "{", "}"));
            events.add("{\"id\":\"" + new UUID(0x7000 + seed, i) + "\",\"event\":\"batch_done\",\"properties\":"
                    + properties + "}");
        }
        String body = "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "a".repeat(64)
                + "\",\"batch\":\"" + new UUID(1, seed) + "\",\"events\":" + events + "}";
        return NativeDecoder.decode(body.getBytes(StandardCharsets.UTF_8)).events();
    }

    private void remember(IncomingEvent event) {
        LogEntry entry = enforcer.enforce(event, NOW).entry();
        if (entry instanceof LogEntry.Accepted accepted) {
            kept.put(accepted.id().toString(), accepted.properties());
        }
    }

    private void checkStored(EventStore store) {
        assertThat(kept).hasSizeGreaterThan(BATCHES * EVENTS * 9 / 10);
        Map<String, Integer> seen = new HashMap<>();
        for (Property property : PROPERTIES) {
            Declared declared = new Declared();
            List<List<@Nullable Object>> rows = store.query(
                            "select event_id, " + property.name() + " from every_type.batch_done")
                    .rows();
            assertThat(rows).hasSameSizeAs(kept.keySet());
            for (List<@Nullable Object> row : rows) {
                Object expected =
                        kept.getOrDefault(String.valueOf(row.get(0)), Map.of()).get(property.name());
                assertThat(row.get(1)).as(property.name()).isEqualTo(cell(expected));
                if (expected != null) {
                    assertThat(property.type().accept(declared.of(expected)))
                            .as("%s: %s", property.name(), expected)
                            .isTrue();
                    seen.merge(property.name(), 1, Integer::sum);
                }
            }
        }
        assertThat(seen).hasSameSizeAs(PROPERTIES);
        assertThat(seen.values()).allMatch(count -> count > kept.size() / 5);
    }

    private static @Nullable Object cell(@Nullable Object kept) {
        return kept instanceof List || kept instanceof Map ? JsonText.compact(kept) : kept;
    }
}
