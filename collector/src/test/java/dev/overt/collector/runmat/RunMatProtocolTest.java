package dev.overt.collector.runmat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Example;
import dev.overt.collector.InitRunner;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunMatProtocolTest {
    private static final String SECOND = "{\"event_label\":\"install_complete\",\"os\":\"linux\",\"arch\":\"x86_64\","
            + "\"platform\":\"linux-x86_64\",\"release\":\"v0.1.2\",\"method\":\"shell\","
            + "\"cid\":\"9B7F0EE2-0a5a-4bda-8f1a-3a9d53f1b3e7\"}";
    private static final String FOURTH = "{\"event\":\"install_complete\",\"eventLabel\":\"install_complete\","
            + "\"distinctId\":\"9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e7\",\"uuid\":\"019a9f3c-0000-7000-8000-000000000001\","
            + "\"sessionId\":\"a\",\"runKind\":\"install\",\"os\":\"linux\",\"arch\":\"x86_64\",\"release\":\"v0.1.2\","
            + "\"method\":\"shell\",\"source\":\"website-install-script\",\"payload\":{\"platform\":\"linux-x86_64\"},"
            + "\"properties\":{},\"context\":{}}";
    private static final String STARTED =
            "{\"event_label\":\"install_start\",\"uuid\":\"019a9f3c-0000-7000-8000-000000000002\","
                    + "\"session_id\":\"b\",\"run_kind\":\"script\",\"payload\":{\"jit_enabled\":true,"
                    + "\"timestamp_ms\":1763722800250,\"provider\":{\"device\":{\"name\":\"secret\"}},\"counters\":{\"a\":1}}}";
    private static final Map<String, Object> KEPT =
            Map.of("os", "Linux", "arch", "x86_64", "platform", "linux-x86_64", "release", "0.1.2", "method", "shell");

    private Receiving collector;

    /** As if its events were kept, so that they can be looked at. */
    private static Manifest kept() {
        return Example.manifest("runmat", text -> text.replace("raw: none, rollups: none", "raw: 90d, rollups: 90d"));
    }

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(kept(), new RunMatProtocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"install_start", "install_complete", "install_failed"})
    void everyEventOfRunMat_isKeptWhole_inEveryGeneration(String name) {
        String second = SECOND.replace("install_complete", name);

        post("/api/telemetry", second.replace("event_label", "event"));
        post("/api/telemetry", second);
        post("/ingest", second);
        post("/api/telemetry", second.replace("{", "{\"session_id\":\"a\",\"run_kind\":\"install\","));
        post("/v1/t", FOURTH.replace("install_complete", name));

        assertThat(collector.log.entries()).hasSize(5).allSatisfy(entry -> {
            LogEntry.Accepted accepted = (LogEntry.Accepted) entry;
            assertThat(accepted.event()).isEqualTo(name);
            assertThat(accepted.install()).isEqualTo("9b7f0ee20a5a4bda8f1a3a9d53f1b3e7");
            assertThat(accepted.properties()).isEqualTo(KEPT);
            assertThat(accepted.drops()).extracting(Drop::reason).allMatch(DropReason.CLIENT_METADATA::equals);
        });
        assertThat(accepted(4).id()).hasToString("019a9f3c-0000-7000-8000-000000000001");
    }

    @Test
    void nameOfTheFourthGeneration_isTaken_whereTheManifestSaysSo() throws IOException {
        Manifest manifest = Example.manifest(
                "runmat",
                text -> text.replace("raw: none, rollups: none", "raw: 90d, rollups: 90d")
                        .replace("from: [install.start]", "from: [install.begins]"));
        try (Receiving other = new Receiving(manifest, new RunMatProtocol())) {
            String event = FOURTH.replace("install_complete", "install.begins");

            other.post("/v1/t", event.getBytes(StandardCharsets.UTF_8));

            assertThat(((LogEntry.Accepted) other.log.entries().get(0)).event()).isEqualTo("install_start");
        }
    }

    @Test
    void runtimesEvent_isFlattened_andOnlyWhatIsDeclaredIsKept() {
        post("/v1/t", STARTED);

        assertThat(Instant.ofEpochMilli(accepted(0).atMillis())).isEqualTo("2025-11-21T11:00:00.250Z");
        assertThat(accepted(0).properties()).isEmpty();
        assertThat(accepted(0).drops())
                .contains(
                        new Drop(DropReason.UNDECLARED_PROPERTY, "jit_enabled"),
                        new Drop(DropReason.UNDECLARED_PROPERTY, "provider"),
                        new Drop(DropReason.UNDECLARED_PROPERTY, "counters"),
                        new Drop(DropReason.CLIENT_METADATA, "run_kind"));
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @Test
    void field_goesBeforeOneOfItsNameInThePayload() {
        post("/api/telemetry", SECOND.replace("{", "{\"payload\":{\"os\":\"Windows\",\"x\":1},"));

        assertThat(accepted(0).properties()).isEqualTo(KEPT);
        assertThat(accepted(0).drops())
                .contains(new Drop(DropReason.CLIENT_METADATA, "os"), new Drop(DropReason.UNDECLARED_PROPERTY, "x"));
    }

    @ParameterizedTest
    @CsvSource({"''", "anon-12345", "1763722800-4711", "ada@example.org"})
    void install_isNothingElseThanARandomId(String cid) {
        post("/api/telemetry", SECOND.replaceFirst("9B7F[^\"]*", cid));

        assertThat(accepted(0).install()).isNull();
        assertThat(accepted(0).properties()).isEqualTo(KEPT);
    }

    @Test
    void undeclaredAndNamelessEvents_areQuarantined_andAnsweredAsAllOthers() {
        assertThat(post("/v1/t", FOURTH.replace("install_complete", "runtime.run.started"))
                        .body())
                .isEqualTo("{\"ok\":true}");
        assertThat(post("/v1/t", "{\"cid\":\"x\"}").statusCode()).isEqualTo(200);
        assertThat(post("/v1/t", SECOND.replace("{", "{\"x\":\"" + "y".repeat(40_000) + "\","))
                        .statusCode())
                .isEqualTo(200);

        assertThat(collector.log.entries())
                .extracting(entry -> ((LogEntry.Quarantined) entry).reason())
                .containsExactly(DropReason.UNDECLARED_EVENT, DropReason.INVALID_EVENT, DropReason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "[{\"cid\":\"x\"}]",
                "{\"cid\":\"x\"} {}",
                "{\"cid\":\"\"x\"}",
                "{\"type\":\"track\",\"event\":\"install_start\",\"anonymousId\":\"x\",\"messageId\":\"y\"}"
            })
    void answer_is400_ifTheBodyIsNoEventOfRunMat(String body) {
        assertThat(post("/v1/t", body).statusCode()).isEqualTo(400);
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void key_mayStandInTheHeader_andMustWhereSeveralProductsAreServed() throws IOException {
        assertThat(post("/ingest", SECOND, "x-telemetry-key", Receiving.KEY).statusCode())
                .isEqualTo(200);
        assertThat(post("/ingest", SECOND, "x-telemetry-key", "other").statusCode())
                .isEqualTo(401);
        try (Receiving both = new Receiving(Map.of("a", kept(), "b", InitRunner.manifest()), new RunMatProtocol())) {
            byte[] body = SECOND.getBytes(StandardCharsets.UTF_8);
            assertThat(both.post("/ingest", body).statusCode()).isEqualTo(401);
            assertThat(both.post("/ingest", body, "x-telemetry-key", "a").statusCode())
                    .isEqualTo(200);
            assertThat(both.log.entries()).extracting(LogEntry::product).containsExactly("runmat");
        }
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        return collector.post(path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private LogEntry.Accepted accepted(int place) {
        return (LogEntry.Accepted) collector.log.entries().get(place);
    }
}
