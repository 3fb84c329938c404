package dev.overt.collector.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.Example;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.collector.runmat.RunMatProtocol;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SegmentProtocolTest {
    private static final Manifest MANIFEST = EveryType.manifestWith(
            "  batch_done:\n", "  batch_done:\n    from: [Batch Done, $page]\n",
            "release: {type: version, keep: minor, of: product}",
                    "release: {type: version, keep: minor, of: product, from: [context.app.version]}",
            "mode: {type: enum, values: [fast, slow]}", "mode: {type: enum, values: [fast, slow], from: [Mode]}");
    private static final String ID = "019a9f3c-0000-7000-8000-000000000001";
    private static final String INSTALL = "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b";
    private static final String TRACK = "{\"type\":\"track\",\"messageId\":\"" + ID + "\",\"anonymousId\":\"" + INSTALL
            + "\",\"userId\":\"secret\",\"event\":\"Batch Done\",\"timestamp\":\"2025-11-21T09:00:00.000Z\","
            + "\"properties\":{\"Mode\":\"slow\",\"retried\":true,\"path\":\"secret\"},"
            + "\"context\":{\"app\":{\"version\":\"1.2.3\"},\"device\":{\"name\":\"secret\"},\"ip\":\"secret\"},"
            + "\"integrations\":{\"All\":true},\"channel\":\"server\"}";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(MANIFEST, new RunMatProtocol(), new SegmentProtocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/import/"})
    void track_becomesAnEvent_withWhatIsDeclaredOfIt(String path) {
        HttpResponse<String> answer = post(path, batch(TRACK, "2025-11-21T09:30:00.000Z"));

        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        LogEntry.Accepted event = accepted(0);
        assertThat(event.id()).hasToString(ID);
        assertThat(event.event()).isEqualTo("batch_done");
        assertThat(event.install()).isEqualTo(INSTALL.replace("-", ""));
        assertThat(event.properties()).isEqualTo(Map.of("mode", "slow", "retried", true, "release", "1.2"));
        assertThat(event.drops())
                .contains(
                        new Drop(DropReason.UNDECLARED_PROPERTY, "path"),
                        new Drop(DropReason.CLIENT_METADATA, "channel"),
                        new Drop(DropReason.CLIENT_METADATA, "integrations"));
        assertThat(Instant.ofEpochMilli(event.atMillis())).isEqualTo("2025-11-21T11:30:00Z");
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @Test
    void otherTypes_areQuarantinedByTheirNames_unlessTheManifestTakesThem() {
        for (String type : List.of("identify", "screen", "group", "alias", "page")) {
            String message = "{\"type\":\"" + type + "\",\"traits\":{\"email\":\"secret\"},\"messageId\":\"" + type
                    + "\",\"previousId\":\"secret\",\"userId\":\"secret\"}";
            assertThat(post("/v1/" + type, withKey(message)).statusCode()).isEqualTo(200);
        }

        assertThat(collector.log.entries()).hasSize(5);
        assertThat(collector.log.entries().subList(0, 4))
                .extracting(entry -> ((LogEntry.Quarantined) entry).event())
                .containsExactly("$identify", "$screen", "$group", "$alias");
        assertThat(accepted(4).event()).isEqualTo("batch_done");
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({"t,batch_done", "track,batch_done", "i,$identify", "p,batch_done", "s,$screen", "g,$group", "a,$alias"})
    void path_saysTheType_whereTheMessageDoesNot(String part, String name) {
        post("/v1/" + part, withKey(TRACK.replace("\"type\":\"track\",", "")));

        LogEntry entry = collector.log.entries().get(0);
        assertThat(entry instanceof LogEntry.Accepted event ? event.event() : ((LogEntry.Quarantined) entry).event())
                .isEqualTo(name);
    }

    @Test
    void sharedPath_isDecidedByTheBody() throws IOException {
        try (Receiving both = new Receiving(
                Map.of(
                        Receiving.KEY,
                        MANIFEST,
                        "other",
                        Example.manifest(
                                "runmat", text -> text.replace("raw: none, rollups: none", "raw: 90d, rollups: 90d"))),
                new RunMatProtocol(),
                new SegmentProtocol())) {
            both.post("/v1/t", Receiving.gzip(bytes(withKey(TRACK))), "Content-Encoding", "gzip");
            both.post("/v1/t", bytes("{\"event_label\":\"install_start\",\"cid\":\"x\"}"), "x-telemetry-key", "other");
            assertThat(both.post("/v1/t", bytes("[]")).statusCode()).isEqualTo(400);

            assertThat(both.log.entries()).extracting(LogEntry::product).containsExactly("every-type", "runmat");
        }
    }

    @Test
    void key_isTakenFromTheBody_elseFromTheUser() {
        String user = Base64.getEncoder().encodeToString(bytes(Receiving.KEY + ":"));

        assertThat(post("/v1/track", TRACK, "Authorization", "Basic " + user).statusCode())
                .isEqualTo(200);
        assertThat(post("/v1/track", TRACK, "Authorization", "Basic %").statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/track", TRACK).statusCode()).isEqualTo(400);
        assertThat(post("/v1/track", withKey(TRACK).replace(Receiving.KEY, "other"), "Authorization", "Basic " + user)
                        .statusCode())
                .isEqualTo(400);
        assertThat(collector.log.entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"messageId\":\"node-1\"", "\"messageId\":\"\"", "\"messageId\":7"})
    void id_isTheSame_whenTheMessageIsSentAgain(String id) {
        String message = TRACK.replace("\"messageId\":\"" + ID + "\"", id);

        post("/v1/batch", batch(message, "2025-11-21T09:30:00.000Z"));
        post("/v1/batch", batch(message, "2025-11-21T09:31:00.000Z"));

        assertThat(accepted(0).id()).isEqualTo(accepted(1).id());
        assertThat(accepted(0).id()).isNotEqualTo(java.util.UUID.fromString(ID));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | INVALID_EVENT | /batch/0",
                "{} | INVALID_EVENT | /batch/0/type",
                "{\"type\":\"secret\"} | INVALID_EVENT | /batch/0/type",
                "{\"type\":\"track\"} | INVALID_EVENT | /batch/0/event",
                "{\"type\":\"track\",\"event\":\"\"} | INVALID_EVENT | /batch/0/event",
                "{\"type\":\"track\",\"event\":\"e\",\"properties\":[1]} | INVALID_EVENT | /batch/0/properties",
                "{\"type\":\"track\",\"event\":\"secret event\",\"context\":5} | UNDECLARED_EVENT | /batch/0/event"
            })
    void badMessage_isQuarantined_andTheOthersAreTaken(String message, DropReason reason, String pointer) {
        assertThat(post("/v1/batch", batch(message + "," + TRACK, "no time")).statusCode())
                .isEqualTo(200);

        LogEntry.Quarantined refused =
                (LogEntry.Quarantined) collector.log.entries().get(0);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.pointer()).isEqualTo(pointer);
        assertThat(refused.event()).isEqualTo("*");
        assertThat(accepted(1).event()).isEqualTo("batch_done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "[]", "{\"batch\":[", "{\"batch\":[]} {}", "\u0000"})
    void answer_is400_ifTheBodyIsNone(String body) {
        assertThat(post("/v1/batch", body).statusCode()).isEqualTo(400);
    }

    @Test
    void settings_letAClientSendHereAndNowhereElse() {
        assertThat(collector
                        .send(collector.request("/v1/projects/wk_1/settings").GET())
                        .body())
                .startsWith("{\"integrations\":{\"Segment.io\":{\"apiKey\":\"wk_1\"}}");
        assertThat(collector
                        .send(collector.request("/sourceConfig?p=npm").GET())
                        .body())
                .contains("\"destinations\":[]");
        assertThat(collector
                        .send(collector.request("/v1/projects/a%22b/settings").GET())
                        .statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/m", "{}").statusCode()).isEqualTo(200);
    }

    private static String withKey(String message) {
        return message.replaceFirst("\\{", "{\"writeKey\":\"" + Receiving.KEY + "\",");
    }

    private static String batch(String messages, String sentAt) {
        return "{\"batch\":[" + messages + "],\"sentAt\":\"" + sentAt + "\",\"writeKey\":\"" + Receiving.KEY + "\"}";
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return collector.post(path, bytes(body), headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private LogEntry.Accepted accepted(int place) {
        return (LogEntry.Accepted) collector.log.entries().get(place);
    }
}
