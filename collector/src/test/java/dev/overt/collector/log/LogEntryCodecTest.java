package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LogEntryCodecTest {
    private static LogEntry decode(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return LogEntryCodec.decode(bytes, 0, bytes.length);
    }

    @Test
    void decode_givesBackWhatWasEncoded() throws IOException {
        SampleEntries sample = new SampleEntries(new Random(11));
        for (LogEntry entry : sample.next(2_000)) {
            byte[] bytes = LogEntryCodec.encode(entry);

            assertThat(LogEntryCodec.decode(bytes, 0, bytes.length)).isEqualTo(entry);
        }
    }

    @Test
    void encode_writesTheDocumentedForm() {
        LogEntry entry = new LogEntry.Accepted(
                new UUID(1, 2),
                "tool",
                "start",
                null,
                5,
                6,
                properties(),
                List.of(new Drop(DropReason.UNKNOWN_VALUE, "mode")));

        assertThat(new String(LogEntryCodec.encode(entry), StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":4,\"accepted\":\"00000000-0000-0001-0000-000000000002\",\"product\":\"tool\","
                        + "\"event\":\"start\",\"at\":5,\"properties\":{\"text\":\"a\",\"flag\":true,"
                        + "\"integer\":7,\"number\":5.0,\"large\":1.0E10,\"list\":[\"b\",\"a\"],"
                        + "\"none\":[],\"counts\":{\"b\":2,\"a\":1}},"
                        + "\"drops\":[\"unknown_value\",\"mode\"],\"received\":6}");
    }

    private static Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("text", "a");
        properties.put("flag", true);
        properties.put("integer", 7L);
        properties.put("number", 5.0);
        properties.put("large", 1e10);
        properties.put("list", List.of("b", "a"));
        properties.put("none", List.of());
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("b", 2L);
        counts.put("a", 1L);
        properties.put("counts", counts);
        return properties;
    }

    @Test
    void decode_readsVersion1() throws IOException {
        LogEntry entry = decode("{\"v\":1,\"accepted\":\"00000000-0000-0001-0000-000000000002\",\"product\":\"tool\","
                + "\"event\":\"start\",\"at\":5,\"properties\":{\"n\":7,\"s\":\"a\",\"b\":false},"
                + "\"drops\":[\"unknown_value\",\"mode\"],\"received\":6}");

        assertThat(entry)
                .isEqualTo(new LogEntry.Accepted(
                        new UUID(1, 2),
                        "tool",
                        "start",
                        null,
                        5,
                        6,
                        Map.of("n", 7L, "s", "a", "b", false),
                        List.of(new Drop(DropReason.UNKNOWN_VALUE, "mode"))));
    }

    @Test
    void decode_skipsNames_itDoesNotKnow() throws IOException {
        LogEntry entry =
                decode("{\"v\":1,\"later\":{\"a\":[1,2]},\"client_drops\":\"00000000-0000-0001-0000-000000000002\","
                        + "\"product\":\"tool\",\"counts\":{\"full\":3},\"received\":6}");

        assertThat(entry).isEqualTo(new LogEntry.ClientDrops(new UUID(1, 2), "tool", Map.of("full", 3L), 6));
    }

    @Test
    void decode_refuses_aNewerVersion() {
        assertThatThrownBy(() -> decode("{\"v\":5,\"later\":[{}],\"reason\":\"later\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version is 5")
                .hasMessageContaining("newer Overt");
    }

    @Test
    void decode_refuses_whatIsNoEntry() {
        for (String json :
                List.of("", "[]", "{}", "nonsense", "{\"v\":1,\"quarantined\":\"x\"}", "{\"v\":2,\"accepted\":null}")) {
            assertThatThrownBy(() -> decode(json)).as(json).isInstanceOf(IOException.class);
        }
    }
}
