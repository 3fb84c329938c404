package dev.overt.collector.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OtlpProtocolTest {
    private static final Manifest MANIFEST = EveryType.manifestWith(
            "  batch_done:\n", "  batch_done:\n    from: [batch.done]\n",
            "release: {type: version, keep: minor, of: product}",
                    "release: {type: version, keep: minor, of: product, from: [resource.service.version]}");
    private static final long NANOS = Instant.parse("2025-11-21T11:30:00Z").getEpochSecond() * 1_000_000_000;
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String RECORD = "{\"timeUnixNano\":\"" + NANOS + "\",\"eventName\":\"batch.done\","
            + "\"body\":{\"stringValue\":\"secret\"},\"traceId\":\"00\",\"attributes\":["
            + "{\"key\":\"mode\",\"value\":{\"stringValue\":\"slow\"}},"
            + "{\"key\":\"retried\",\"value\":{\"boolValue\":true}},"
            + "{\"key\":\"size\",\"value\":{\"intValue\":\"7\"}},"
            + "{\"key\":\"share\",\"value\":{\"doubleValue\":1.5}},"
            + "{\"key\":\"plugins\",\"value\":{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"}]}}},"
            + "{\"key\":\"tags\",\"value\":{\"kvlistValue\":{\"values\":[{\"key\":\"x\",\"value\":{\"intValue\":3}}]}}},"
            + "{\"key\":\"path\",\"value\":{\"stringValue\":\"secret\"}}]}";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(MANIFEST, new OtlpProtocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void json_becomesEvents_withWhatIsDeclaredOfThem() {
        HttpResponse<String> answer = json(logs(RECORD));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        LogEntry.Accepted event = accepted(0);
        assertThat(event.event()).isEqualTo("batch_done");
        assertThat(event.install()).isEqualTo(INSTALL);
        assertThat(Instant.ofEpochMilli(event.atMillis())).isEqualTo("2025-11-21T11:30:00Z");
        assertThat(event.properties())
                .containsEntry("mode", "slow")
                .containsEntry("retried", true)
                .containsEntry("size", 7L)
                .containsEntry("plugins", List.of("a"))
                .containsEntry("tags", Map.of("x", 3L))
                .containsEntry("release", "1.2")
                .containsKey("share");
        assertThat(event.drops())
                .contains(
                        new Drop(DropReason.UNDECLARED_PROPERTY, "path"),
                        new Drop(DropReason.CLIENT_METADATA, "body"),
                        new Drop(DropReason.CLIENT_METADATA, "traceId"));
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @Test
    void protobuf_saysTheSame_andIsAnsweredInProtobuf() {
        byte[] record = join(
                fixed(1, NANOS),
                part(12, "batch.done"),
                attribute(6, "mode", part(1, "slow")),
                attribute(6, "retried", varint(2, 1)),
                attribute(6, "size", varint(3, 7)),
                attribute(6, "share", fixed(4, Double.doubleToLongBits(1.5))),
                attribute(6, "plugins", part(5, part(1, part(1, "a")))),
                attribute(6, "tags", part(6, attribute(1, "x", varint(3, 3)))),
                attribute(6, "path", part(1, "secret")));
        byte[] resource = join(
                attribute(1, "service.version", part(1, "1.2.3")),
                attribute(1, "app.installation.id", part(1, INSTALL)));
        byte[] body = part(1, join(part(1, resource), part(2, part(2, record))));

        HttpResponse<String> answer = post(Receiving.gzip(body), "application/x-protobuf");
        json(logs(RECORD));

        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-protobuf");
        assertThat(accepted(0).properties()).isEqualTo(accepted(1).properties());
        assertThat(accepted(0).install()).isEqualTo(INSTALL);
        assertThat(accepted(0).atMillis()).isEqualTo(accepted(1).atMillis());
    }

    @Test
    void id_isTheSameForTheSameRecordOfTheSameResource_andOnlyThen() {
        json(logs(RECORD + "," + RECORD));
        json(logs(RECORD + "," + RECORD));
        json(logs(RECORD).replace(INSTALL, INSTALL.replace('3', '4')));

        assertThat(List.of(accepted(0).id(), accepted(1).id()))
                .isEqualTo(List.of(accepted(2).id(), accepted(3).id()))
                .doesNotHaveDuplicates()
                .doesNotContain(accepted(4).id());
    }

    @Test
    void whatIsNoEvent_isCountedAndTold_andNothingElseIsLost() {
        String older = RECORD.replace("\"eventName\":\"batch.done\",", "")
                .replace(
                        "[{\"key\":\"mode\"",
                        "[{\"key\":\"event.name\",\"value\":{\"stringValue\":\"batch.done\"}}," + "{\"key\":\"mode\"");
        String other = "{\"body\":{\"stringValue\":\"an ordinary line\"}}";
        String undeclared = "{\"eventName\":\"secret event\"}";
        String large = "{\"eventName\":\"" + "x".repeat(40_000) + "\"}";

        HttpResponse<String> answer = json(logs(String.join(",", older, other, undeclared, "7", large)));

        assertThat(answer.body()).startsWith("{\"partialSuccess\":{\"rejectedLogRecords\":\"4\",\"errorMessage\":");
        assertThat(accepted(0).event()).isEqualTo("batch_done");
        assertThat(collector.log.entries().subList(1, 4))
                .extracting(entry -> ((LogEntry.Quarantined) entry).reason())
                .containsExactly(DropReason.UNDECLARED_EVENT, DropReason.INVALID_EVENT, DropReason.TOO_LARGE);
        assertThat(((LogEntry.Quarantined) collector.log.entries().get(1)).pointer())
                .isEqualTo("/resourceLogs/0/scopeLogs/0/logRecords/2/eventName");
        assertThat(((LogEntry.ClientDrops) collector.log.entries().get(4)).counts())
                .isEqualTo(Map.of("not_an_event", 1L));
        byte[] partial = part(1, part(2, part(2, part(12, "undeclared"))));
        byte[] told = post(partial, "application/x-protobuf").body().getBytes(StandardCharsets.ISO_8859_1);
        assertThat(told).startsWith(10, told.length - 2, 8, 1, 18);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "{", "[]", "{} {}", "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{]}]}]}"})
    void answer_is400_ifJsonIsBroken(String body) {
        assertThat(json(body).statusCode()).isEqualTo(400);
    }

    @Test
    void key_mayStandInItsHeader_andMustBeKnown() {
        byte[] body = logs(RECORD).getBytes(StandardCharsets.UTF_8);

        assertThat(collector
                        .post("/v1/logs", body, "x-overt-key", Receiving.KEY, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(collector.post("/v1/logs", body).statusCode()).isEqualTo(401);
    }

    @Test
    void tracesAndMetrics_areAnsweredAndDropped() {
        assertThat(collector.post("/v1/traces", new byte[] {1}).body()).isEmpty();
        assertThat(collector
                        .post("/v1/metrics", new byte[] {1}, "Content-Type", "application/json")
                        .body())
                .isEqualTo("{}");
        assertThat(collector.log.entries()).isEmpty();
    }

    /** Bytes of any kind, and messages that are cut, spoilt or nested, are refused or quarantined, and no defect. */
    @Test
    void protobuf_isNeverADefect_whateverIsSent() {
        Random random = new Random(7);
        byte[] nested = part(1, "a");
        for (int depth = 0; depth < 200; depth++) {
            nested = part(5, part(1, nested));
        }
        byte[] record = join(part(12, "batch.done"), attribute(6, "mode", nested), attribute(6, "size", varint(3, 7)));
        byte[] whole = part(1, join(part(1, attribute(1, "a", part(1, "b"))), part(2, part(2, record))));
        assertThat(post(whole, "application/x-protobuf").statusCode()).isEqualTo(200);
        for (int run = 0; run < 500; run++) {
            byte[] body = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = 0; i < run % 5 && body.length > 0; i++) {
                body[random.nextInt(Math.min(60, body.length))] = (byte) random.nextInt();
            }
            assertThat(post(body, "application/x-protobuf").statusCode()).isIn(200, 400, 413);
        }
    }

    private static String logs(String records) {
        return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[" + records + "],\"scope\":{\"name\":\"secret\"}}],"
                + "\"resource\":{\"attributes\":[{\"key\":\"service.version\",\"value\":{\"stringValue\":\"1.2.3\"}},"
                + "{\"key\":\"host.name\",\"value\":{\"stringValue\":\"secret\"}},"
                + "{\"key\":\"app.installation.id\",\"value\":{\"stringValue\":\"" + INSTALL + "\"}}]}}]}";
    }

    private HttpResponse<String> json(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private HttpResponse<String> post(byte[] body, String type) {
        return collector.post("/v1/logs", body, "Authorization", "Bearer " + Receiving.KEY, "Content-Type", type);
    }

    private LogEntry.Accepted accepted(int place) {
        return (LogEntry.Accepted) collector.log.entries().get(place);
    }

    private static byte[] attribute(int number, String key, byte[] value) {
        return part(number, join(part(1, key), part(2, value)));
    }

    private static byte[] part(int number, String text) {
        return part(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] part(int number, byte[] bytes) {
        return join(unsigned(number << 3 | 2), unsigned(bytes.length), bytes);
    }

    private static byte[] varint(int number, int value) {
        return join(unsigned(number << 3), unsigned(value));
    }

    private static byte[] fixed(int number, long value) {
        return join(
                unsigned(number << 3 | 1),
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(value)
                        .array());
    }

    private static byte[] unsigned(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int rest = value;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.write((rest & 0x7f) | 0x80);
        }
        bytes.write(rest);
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
