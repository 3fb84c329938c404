package dev.overt.collector.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What other clients send by names of their own. */
final class ForeignNamesTest {
    private static final long NOW = 1_763_683_200_000L;
    private static final UUID ID = UUID.fromString("019a9f3c-0000-7000-8000-000000000001");

    private final Enforcer enforcer = new Enforcer(manifest("{type: enum, values: [fast, slow]"));

    @Test
    void enforce_takesAnEventAndItsProperty_byTheirForeignNames() {
        LogEntry.Accepted entry = accepted("Batch done!", Map.of("$mode", "fast"), Map.of());

        assertThat(entry.event()).isEqualTo("batch_done");
        assertThat(entry.properties()).containsEntry("mode", "fast");
        assertThat(entry.drops()).doesNotContain(new Drop(DropReason.CLIENT_METADATA, "$mode"));
    }

    @Test
    void enforce_takesTheDeclaredName_thenPropertiesInOrder_thenMetadata() {
        Map<String, @Nullable Object> properties =
                new HashMap<>(Map.of("mode", "fast", "$mode", "slow", "kind", "slow"));
        assertTaken("fast", properties, Map.of("kind", "slow"), "$mode", "kind", "kind");
        properties.remove("mode");
        assertTaken("slow", properties, Map.of("kind", "fast"), "kind", "kind");
        properties.put("$mode", null);
        assertTaken("slow", properties, Map.of("$mode", "fast"), "$mode", "$mode");
        assertTaken("fast", Map.of(), Map.of("context.app.mode", "fast", "kind", "fast"), "*");
    }

    private void assertTaken(
            String kept,
            Map<String, @Nullable Object> properties,
            Map<String, @Nullable Object> metadata,
            String... stripped) {
        LogEntry.Accepted entry = accepted("batch_done", properties, metadata);
        assertThat(entry.properties()).containsEntry("mode", kept);
        assertThat(entry.drops())
                .filteredOn(drop ->
                        drop.reason() == DropReason.CLIENT_METADATA || drop.reason() == DropReason.UNDECLARED_PROPERTY)
                .extracting(Drop::property)
                .containsExactlyInAnyOrder(stripped);
    }

    @Test
    void enforce_checksAForeignValue_likeAnyOther() {
        LogEntry.Accepted entry = accepted("batch_done", Map.of("$mode", "/home/ada"), Map.of());

        assertThat(entry.properties()).doesNotContainKey("mode");
        assertThat(entry.drops()).contains(new Drop(DropReason.INVALID_VALUE, "mode"));
    }

    @Test
    void enforce_matchesNamesExactly() {
        assertThat(enforcer.enforce(event("batch done!", Map.of(), Map.of()), NOW))
                .isInstanceOf(Verdict.Quarantined.class);
        assertThat(accepted("batch_done", Map.of("$MODE", "fast"), Map.of()).properties())
                .doesNotContainKey("mode");
    }

    @Test
    void enforce_pointsAtTheNameThatWasSent() {
        IncomingEvent event = new IncomingEvent.WellFormed(
                ID, "x y", "/2", "/2/data/baseData/name", null, null, Map.of(), Map.of(), List.of(), 9);

        LogEntry.Quarantined entry = ((Verdict.Quarantined) enforcer.enforce(event, NOW)).entry();

        assertThat(entry.pointer()).isEqualTo("/2/data/baseData/name");
        assertThat(entry.event()).isEqualTo("*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {type: boolean | s:true | true
            {type: boolean | s:False | false
            {type: boolean | s:1 |
            {type: integer, min: 0, max: 9 | s:7 | 7
            {type: integer, min: 0, max: 9 | 7.0 | 7
            {type: integer, min: 0, max: 9 | s:7.00 | 7
            {type: integer, min: 0, max: 9 | 7.5 |
            {type: integer, min: 0, max: 9 | s:12 |
            {type: integer, min: 0, max: 9 | s:seven |
            {type: integer, min: 0, max: 9 | 1e300 |
            {type: number, min: 0, max: 9, decimals: 1 | s:0.25 | 0.3
            {type: bucket, of: duration, bounds: [1s, 5s] | 999.9 | <1s
            {type: bucket, of: duration, bounds: [1s, 5s] | 1000 | 1-5s
            {type: bucket, of: duration, bounds: [1s, 5s] | s:4210 | 1-5s
            {type: bucket, of: duration, bounds: [1s, 5s] | 5e300 | 5s+
            {type: bucket, of: duration, bounds: [1s, 5s] | -1 |
            {type: bucket, of: duration, bounds: [1s, 5s] | s:1-5s | 1-5s
            {type: bucket, of: count, bounds: [1, 10] | 0 | <1
            {type: version, keep: minor | s:v22.1.0 | 22.1
            {type: session-id | s:7D9F0C5E-9a7d-4e1f-8b6c-2d1a0e9f8c7b | 7d9f0c5e9a7d4e1f8b6c2d1a0e9f8c7b
            {type: session-id | s:ses_0dc1b2a3bffeKq3XbZ8mWv5RtY | 915a924080440946a260a5972c05965f
            {type: session-id | s:ses_short |
            {type: session-id | s:jo.person@example.org |
            """)
    void value_isReadAsTheTypeMeansIt_onlyByAForeignName(String type, String sent, @Nullable String kept) {
        Enforcer typed = new Enforcer(manifest(type));
        Object value = sent.startsWith("s:")
                ? sent.substring(2)
                : sent.matches("-?[0-9]+") ? (Object) Long.valueOf(sent) : new BigDecimal(sent);

        LogEntry.Accepted entry = accepted(typed, event("batch_done", Map.of("$mode", value), Map.of()));
        LogEntry.Accepted own = accepted(typed, event("batch_done", Map.of("mode", value), Map.of()));

        Object taken = entry.properties().get("mode");
        assertThat(taken == null ? null : taken.toString()).isEqualTo(kept);
        if (kept != null && !kept.equals(value) && !type.contains("version")) {
            assertThat(own.drops()).contains(new Drop(DropReason.INVALID_VALUE, "mode"));
        }
    }

    @Test
    void value_isReadAsTheTypeMeansIt_byWhateverNameAnotherClientSendsIt() {
        Enforcer others = new Enforcer(manifest("{type: bucket, of: duration, bounds: [1s, 5s]")).ofOthers();

        LogEntry.Accepted entry = accepted(others, event("batch_done", Map.of("mode", 4210L), Map.of()));

        assertThat(entry.properties()).containsEntry("mode", "1-5s");
    }

    @Test
    void words_areReadAsTheFirstThatIsDeclared_onlyFromAnotherClient() {
        List<String> words = List.of("batch", "slow", "fast");

        LogEntry.Accepted entry = accepted(enforcer.ofOthers(), event("batch_done", Map.of("mode", words), Map.of()));
        LogEntry.Accepted own = accepted(enforcer, event("batch_done", Map.of("mode", words), Map.of()));

        assertThat(entry.properties()).containsEntry("mode", "slow");
        assertThat(own.drops()).contains(new Drop(DropReason.INVALID_VALUE, "mode"));
    }

    /** The page promises that they are scrubbed, masked or keyed, and another client does none of it. */
    @ParameterizedTest
    @CsvSource({"project, 0123456789abcdef0123456789abcdef", "message, /home/ada/x", "statement, select 4711"})
    void textStatementAndHash_areRefused_whenAnotherClientSendsThem(String property, String sent) {
        IncomingEvent event = event("batch_done", Map.of(property, sent), Map.of());

        LogEntry.Accepted others = accepted(enforcer.ofOthers(), event);

        assertThat(others.properties()).doesNotContainKey(property);
        assertThat(others.drops()).contains(new Drop(DropReason.INVALID_VALUE, property));
        assertThat(accepted(enforcer, event).properties()).containsEntry(property, sent);
    }

    private static Manifest manifest(String type) {
        return EveryType.manifestWith(
                "mode: {type: enum, values: [fast, slow]}",
                "mode: " + type + ", from: [$mode, kind, context.app.mode]}",
                "  batch_done:\n",
                "  batch_done:\n    from: [\"Batch done!\"]\n");
    }

    private LogEntry.Accepted accepted(
            String name, Map<String, @Nullable Object> properties, Map<String, @Nullable Object> metadata) {
        return accepted(enforcer, event(name, properties, metadata));
    }

    private static LogEntry.Accepted accepted(Enforcer enforcer, IncomingEvent event) {
        return ((Verdict.Accepted) enforcer.enforce(event, NOW)).entry();
    }

    private static IncomingEvent event(
            String name, Map<String, @Nullable Object> properties, Map<String, @Nullable Object> metadata) {
        return new IncomingEvent.WellFormed(ID, name, "/0", null, null, properties, metadata, List.of(), 100);
    }
}
