package dev.overt.collector.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Example;
import dev.overt.collector.InitRunner;
import dev.overt.collector.SampleValue;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.collector.web.Limits;
import dev.overt.collector.web.TestLimits;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InsightsProtocolTest {
    private static final Manifest ALTIMATE = Example.manifest("altimate");
    private static final String OTHER_KEY = "99999999-2222-3333-4444-555555555555";
    private static final String UNKNOWN_KEY = "00000000-2222-3333-4444-555555555555";
    private static final Map<String, Object> COMMON =
            Map.of("cli_version", "0.8.10", "session_id", "0123456789abcdef0123456789abcdef");

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(
                Map.of(Envelopes.KEY, ALTIMATE, OTHER_KEY, InitRunner.manifest()), new InsightsProtocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    static Stream<Event> events() {
        return ALTIMATE.events().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventOfAltimate_isKept_butForWhatOnlyOvertsClientCanSend(Event event) {
        Map<String, Object> values = new LinkedHashMap<>();
        ALTIMATE.properties(event).forEach(property -> values.put(property.name(), SampleValue.of(property.type())));

        HttpResponse<String> response = track("[" + Envelopes.event(Envelopes.KEY, event.name(), values) + "]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"itemsReceived\":1,\"itemsAccepted\":1,\"errors\":[]}");
        LogEntry.Accepted entry = accepted(0);
        assertThat(entry.event()).isEqualTo(event.name());
        values.keySet().removeAll(onlyOwn(event));
        assertThat(entry.properties()).isEqualTo(values);
        assertThat(entry.install()).isEqualTo("7d9f0c5e9a7d4e1f8b6c2d1a0e9f8c7b");
        assertThat(Instant.ofEpochMilli(entry.atMillis())).isEqualTo(Envelopes.TIME);
        assertThat(entry.drops())
                .filteredOn(drop -> drop.reason() != DropReason.CLIENT_METADATA)
                .containsExactlyInAnyOrderElementsOf(onlyOwn(event).stream()
                        .map(name -> new Drop(DropReason.INVALID_VALUE, name))
                        .toList());
        assertThat(collector.log.entries().toString()).doesNotContain("planted-host");
    }

    /** What nobody but Overt's own client makes fit to keep. */
    private static List<String> onlyOwn(Event event) {
        return ALTIMATE.properties(event).stream()
                .filter(property -> property.type() instanceof PropertyType.FreeText
                        || property.type() instanceof PropertyType.Hash)
                .map(Property::name)
                .toList();
    }

    @Test
    void installation_isTheMachineId_whereTheUserIsTheHashOfAnAddress() {
        String hash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
        String machine = "7d9f0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c70";
        String event = Envelopes.event(Envelopes.KEY, "auth_logout", Map.of("machine_id", machine));

        track(event.replaceFirst("\"ai.user.id\":\"[^\"]*\"", "\"ai.user.id\":\"" + hash + "\""));

        assertThat(accepted(0).install()).isEqualTo(machine.replace("-", ""));
        assertThat(collector.log.entries().toString()).doesNotContain(hash);
    }

    @Test
    void namesOfAltimatesOwn_areTaken_whereTheManifestSaysSo() throws IOException {
        Manifest manifest = Example.manifest(
                "altimate",
                text -> text.replace(
                                "cli_version: {type: version, of: product}",
                                "cli_version: {type: version, of: product, from: [ai.application.ver]}")
                        .replace(
                                "feature_flags:\n        type: list",
                                "feature_flags:\n        from: [flags]\n        type: list"));
        try (Receiving other = new Receiving(Map.of(Envelopes.KEY, manifest), new InsightsProtocol())) {
            String end = Envelopes.event(Envelopes.KEY, "session_end", Map.of("duration_ms", 61_000.5));
            String census = Envelopes.event(Envelopes.KEY, "environment_census", Map.of("flags", List.of("lsp")));

            other.post("/v2/track", bytes(end + "\n" + census));

            assertThat(((LogEntry.Accepted) other.log.entries().get(0)).properties())
                    .containsEntry("cli_version", "0.8.10")
                    .containsEntry("duration", "1-5m");
            assertThat(((LogEntry.Accepted) other.log.entries().get(1)).properties())
                    .containsEntry("feature_flags", List.of("lsp"));
        }
    }

    @Test
    void lines_areTakenAsAnArrayIs_onBothPaths_andGzipped() {
        String lines = count(1) + "\r\n\n" + count(2) + "\n";

        collector.post("/v2.1/track", Receiving.gzip(bytes(lines)), "Content-Type", "application/x-json-stream");
        collector.post("/v2/track/", bytes("[" + count(1) + "," + count(2) + "]"));

        assertThat(ids()).hasSize(4);
        assertThat(ids().subList(2, 4)).isEqualTo(ids().subList(0, 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1.0, 1", "10E2, 1000", "true,", "1.5,", "1e300,", "\"7\", 7"})
    void integer_isWhateverMeansAWholeNumber(String sent, Long kept) {
        track(count(1).replace("\"count\":1", "\"count\":" + sent));

        assertThat(accepted(0).properties().get("count")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "True, true", "1,", "yes,", "' true',"})
    void boolean_isReadFromText(String sent, Boolean kept) {
        track(Envelopes.event(Envelopes.KEY, "environment_census", Map.of("dbt_detected", sent)));

        assertThat(accepted(0).properties().get("dbt_detected")).isEqualTo(kept);
    }

    @Test
    void word_staysAWord_evenIfItSpellsANumber() {
        track(Envelopes.event(Envelopes.KEY, "mcp_server_status", Map.of("server_name", "42")));

        assertThat(accepted(0).properties()).containsEntry("server_name", "42");
    }

    @Test
    void property_goesBeforeAMeasurementOfItsName() {
        track(count(1).replace("\"properties\":{", "\"properties\":{\"count\":\"2\","));

        assertThat(accepted(0).properties()).containsEntry("count", 2L);
        assertThat(accepted(0).drops()).contains(new Drop(DropReason.CLIENT_METADATA, "count"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MetricData",
                "MessageData",
                "ExceptionData",
                "RequestData",
                "RemoteDependencyData",
                "PageViewData",
                "AvailabilityData",
                "Statsbeat",
                "Whatever"
            })
    void whatIsNoEvent_isTakenAndCounted_andNothingOfItKept(String baseType) {
        String other = Envelopes.envelope(Envelopes.KEY, baseType, "{\"message\":\"secret\",\"stack\":[[{}]]}");

        HttpResponse<String> response = track("[" + other + "," + count(1) + "," + other + "]");

        assertThat(response.body()).isEqualTo("{\"itemsReceived\":3,\"itemsAccepted\":3,\"errors\":[]}");
        assertThat(collector.log.entries()).hasSize(2);
        assertThat(((LogEntry.ClientDrops) collector.log.entries().get(1)).counts())
                .isEqualTo(Map.of("not_an_event", 2L));
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaaaaaa-BBBB-cccc-dddd-eeeeeeeeeeee",
                "AAAAAAAABBBBCCCCDDDDEEEEEEEEEEEE",
                "aaaaaaaabbbbccccddddeeeeeeeeeeee"
            })
    void key_mayBeWrittenInAnyWay(String sent) throws IOException {
        for (String known : List.of("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "AAAAAAAABBBBCCCCDDDDEEEEEEEEEEEE")) {
            try (Receiving other = new Receiving(Map.of(known, ALTIMATE), new InsightsProtocol())) {
                String event = count(1).replace("iKey\":\"" + Envelopes.KEY, "iKey\":\"" + sent);

                assertThat(other.post("/v2/track", bytes(event)).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void envelopes_areEachGivenToTheProductOfTheirKey() {
        HttpResponse<String> response = track(Stream.of(
                        count(1),
                        Envelopes.event(OTHER_KEY, "cli_first_run", Map.of("os", "Linux")),
                        Envelopes.event(UNKNOWN_KEY, "cli_first_run", Map.of()),
                        Envelopes.event(OTHER_KEY, "tool_outputs_pruned", Map.of("count", 3)),
                        "{\"iKey\":\"" + Envelopes.KEY,
                        count(2))
                .collect(Collectors.joining("\n")));

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body())
                .isEqualTo("{\"itemsReceived\":6,\"itemsAccepted\":3,\"errors\":["
                        + "{\"index\":2,\"statusCode\":400,\"message\":\"Invalid instrumentation key\"},"
                        + "{\"index\":3,\"statusCode\":400,\"message\":\"undeclared_event\"},"
                        + "{\"index\":4,\"statusCode\":400,\"message\":\"invalid_event\"}]}");
        assertThat(collector.log.entries())
                .extracting(LogEntry::product)
                .containsExactly("altimate-code", "altimate-code", "initrunner", "initrunner");
    }

    @Test
    void answer_is400_ifNothingWasTaken() {
        assertThat(track(Envelopes.event(UNKNOWN_KEY, "error", Map.of())).statusCode())
                .isEqualTo(400);
        assertThat(track(Envelopes.event(Envelopes.KEY, "nothing", Map.of())).statusCode())
                .isEqualTo(400);
        assertThat(track("[1,2").statusCode()).isEqualTo(400);
        assertThat(track("").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"name\":5}', /0/data/baseData/name",
        "'{\"name\":\"error\",\"properties\":7}', /0/data/baseData/properties",
        "'{\"name\":\"error\",\"measurements\":[]}', /0/data/baseData/measurements",
        "7, /0/data/baseData",
    })
    void malformedEvent_isQuarantinedWithWhereItIsWrong(String baseData, String pointer) {
        track(Envelopes.envelope(Envelopes.KEY, "EventData", baseData));

        LogEntry.Quarantined entry =
                (LogEntry.Quarantined) collector.log.entries().get(0);
        assertThat(entry.reason()).isEqualTo(DropReason.INVALID_EVENT);
        assertThat(entry.pointer()).isEqualTo(pointer);
    }

    @Test
    void event_sentAgain_hasTheSameId_andSentTwiceAtOnceIsTwoEvents() {
        track(count(1) + "\n" + count(1) + "\n" + count(2));
        track(count(1) + "\n" + count(1));

        assertThat(ids()).hasSize(5);
        assertThat(ids().subList(3, 5)).isEqualTo(ids().subList(0, 2));
        assertThat(ids().subList(0, 3)).doesNotHaveDuplicates();
        assertThat(accepted(0).id().version()).isEqualTo(8);
        assertThat(accepted(0).id().variant()).isEqualTo(2);
    }

    @Test
    void answer_isEmptyAnd503_whileNothingCanBeKept_soThatClientsSendAllOfItAgain() {
        collector.freeBytes = 0;
        HttpResponse<String> full = track(count(1));
        collector.freeBytes = Long.MAX_VALUE;

        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.body()).isEmpty();
        assertThat(full.headers().firstValue("Retry-After")).contains("30");
        assertThat(track(count(1)).statusCode()).isEqualTo(200);
    }

    @Test
    void envelopesOverTheLimit_areToBeSentAgain_andNoOther() throws IOException {
        Limits one = new TestLimits().keyEvents(TestLimits.atOnce(1)).build();
        String first = count(1).replace(Envelopes.KEY, Receiving.KEY);
        String second = count(2).replace(Envelopes.KEY, Receiving.KEY);
        try (Receiving limited = new Receiving(one, ALTIMATE, new InsightsProtocol())) {
            HttpResponse<String> some = limited.post("/v2/track", bytes(first + "\n" + second));
            HttpResponse<String> none = limited.post("/v2/track", bytes(second));

            assertThat(some.statusCode()).isEqualTo(206);
            assertThat(some.body()).contains("\"errors\":[{\"index\":1,\"statusCode\":429,");
            assertThat(none.statusCode()).isEqualTo(429);
            assertThat(none.body()).isEmpty();
            assertThat(limited.log.entries()).hasSize(1);
        }
    }

    @Test
    void tooLargeEnvelope_isQuarantined_andTheOthersKept() {
        String large = Envelopes.event(Envelopes.KEY, "error", Map.of("error_message", "x".repeat(40_000)));

        assertThat(track(large + "\n" + count(1)).body()).contains("\"index\":0", "too_large");
        assertThat(collector.log.entries()).hasSize(2);
    }

    @Test
    void liveMetrics_areNotWatched() {
        HttpResponse<String> response = collector.post("/QuickPulseService.svc/ping", bytes("{}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("x-ms-qps-subscribed")).contains("false");
    }

    private HttpResponse<String> track(String body) {
        return collector.post("/v2/track", bytes(body), "Content-Type", "application/json");
    }

    /** An event with one number. */
    private static String count(int count) {
        Map<String, Object> values = new LinkedHashMap<>(COMMON);
        values.put("count", count);
        return Envelopes.event(Envelopes.KEY, "tool_outputs_pruned", values);
    }

    private List<?> ids() {
        return collector.log.entries().stream()
                .map(entry -> ((LogEntry.Accepted) entry).id())
                .toList();
    }

    private LogEntry.Accepted accepted(int place) {
        return (LogEntry.Accepted) collector.log.entries().get(place);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
