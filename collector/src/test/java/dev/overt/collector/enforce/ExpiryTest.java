package dev.overt.collector.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of events and properties after their last day. */
final class ExpiryTest {
    private static final String MANIFEST = """
            overt: 1
            product: {id: my-tool, name: My Tool, contact: me@example.org}
            consent: {default: on, state: ~/.my-tool/telemetry.json}
            identity: none
            events:
              lasting:
                why: W.
                when: W.
                properties:
                  kept: {type: boolean}
                  ended: {type: boolean, expires: 2026-11-20}
              ending: {why: W., when: W., expires: 2026-11-20}
            delivery: {mode: spool, collector: "https://telemetry.example.org"}
            retention: {raw: 90d, rollups: forever}
            """;
    private static final long END = Instant.parse("2026-11-21T00:00:00Z").toEpochMilli();

    private final Enforcer enforcer = new Enforcer(
            ((Reading.Accepted) ManifestReader.read("test.yaml", MANIFEST.getBytes(StandardCharsets.UTF_8)))
                    .manifest());

    private Verdict enforce(String event, long atMillis, Map<String, @Nullable Object> properties) {
        return enforcer.enforce(
                new IncomingEvent.WellFormed(
                        new UUID(0x7000, 1), event, "/events/0", null, atMillis, properties, Map.of(), List.of(), 100),
                END + Duration.ofDays(2).toMillis());
    }

    private LogEntry.Accepted accepted(long atMillis, Map<String, @Nullable Object> properties) {
        return ((Verdict.Accepted) enforce("lasting", atMillis, properties)).entry();
    }

    @Test
    void event_isKept_thatHappenedOnItsLastDay_howeverLateItComes() {
        assertThat(enforce("ending", END - 1, Map.of())).isInstanceOf(Verdict.Accepted.class);
        assertThat(enforce("ending", END, Map.of()))
                .isInstanceOfSatisfying(
                        Verdict.Quarantined.class,
                        refused -> assertThat(refused.entry().reason()).isEqualTo(DropReason.EXPIRED));
    }

    @Test
    void property_isKeptToItsLastDay_andThenRemovedAndCounted() {
        Map<String, @Nullable Object> both = Map.of("kept", true, "ended", true);
        assertThat(accepted(END - 1, both).properties()).isEqualTo(both);
        assertThat(accepted(END, both).properties()).isEqualTo(Map.of("kept", true));
        assertThat(accepted(END, both).drops()).containsExactly(new Drop(DropReason.EXPIRED, "ended"));
        assertThat(accepted(END, Map.of("kept", true)).drops()).isEmpty();
    }
}
