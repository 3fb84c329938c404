package dev.overt.collector.ga4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Ga4ProtocolTest {
    private static final String INSTALL = "3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b";
    private static final long MICROS = Instant.parse("2025-11-21T11:30:00Z").toEpochMilli() * 1_000;
    private static final String EVENT =
            "{\"name\":\"batch_done\",\"params\":{\"mode\":\"slow\",\"size\":7,\"path\":\"secret\"}}";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(EveryType.manifest(), new Ga4Protocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void collect_takesWhatIsDeclared_andAnswersNothing() {
        assertThat(post("/mp/collect", body(EVENT + "," + EVENT, MICROS)).statusCode())
                .isEqualTo(204);
        post("/mp/collect", body(EVENT + "," + EVENT, MICROS));

        LogEntry.Accepted event = accepted(0);
        assertThat(event.event()).isEqualTo("batch_done");
        assertThat(event.install()).isEqualTo(INSTALL.replace("-", ""));
        assertThat(event.properties()).isEqualTo(Map.of("mode", "slow", "size", 7L));
        assertThat(Instant.ofEpochMilli(event.atMillis())).isEqualTo("2025-11-21T11:30:00Z");
        assertThat(event.drops())
                .contains(
                        new Drop(DropReason.UNDECLARED_PROPERTY, "path"),
                        new Drop(DropReason.CLIENT_METADATA, "user_id"));
        assertThat(event.id())
                .isEqualTo(accepted(2).id())
                .isNotEqualTo(accepted(1).id());
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @Test
    void sameBody_isAnotherEvent_whereItSaysNoTime() {
        String body = body(EVENT, MICROS).replaceFirst("\"timestamp_micros\":[0-9]+,", "");
        post("/mp/collect", body);
        post("/mp/collect", body);

        assertThat(accepted(0).id()).isNotEqualTo(accepted(1).id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "{",
                "[]",
                "{} {}",
                "{\"events\":7}",
                "{\"events\":[7,{},{\"name\":\"x\",\"params\":[]}]}"
            })
    void collect_answersAlike_whateverIsSent(String body) {
        assertThat(post("/mp/collect", body).statusCode()).isEqualTo(204);
        assertThat(post("/debug/mp/collect", body).statusCode()).isEqualTo(200);
        assertThat(collector.log.entries()).allMatch(LogEntry.Quarantined.class::isInstance);
        assertThat(collector.log.entries()).hasSize(body.contains("7,") ? 3 : 0);
    }

    @Test
    void collect_takesNothing_withAnotherSecret() {
        byte[] body = body(EVENT, MICROS).getBytes(StandardCharsets.UTF_8);

        assertThat(collector.post("/mp/collect?api_secret=%FF", body).statusCode())
                .isEqualTo(204);
        assertThat(collector.post("/mp/collect", body).statusCode()).isEqualTo(204);
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void debug_tellsWhatWouldNotBeKept_andKeepsNothing() {
        String told = post("/debug/mp/collect", body("{\"name\":\"other\"}," + EVENT, MICROS))
                .body();

        assertThat(told)
                .contains("{\"fieldPath\":\"events/0/name\",\"description\":\"undeclared_event\","
                        + "\"validationCode\":\"NAME_INVALID\"}")
                .contains("{\"fieldPath\":\"events/1/params/path\",\"description\":\"undeclared_property\","
                        + "\"validationCode\":\"VALUE_INVALID\"}");
        assertThat(post("/debug/mp/collect", "{").body()).contains("VALUE_INVALID");
        assertThat(collector.log.entries()).isEmpty();
    }

    private static String body(String events, long micros) {
        return "{\"client_id\":\"" + INSTALL + "\",\"user_id\":\"secret\",\"timestamp_micros\":" + micros
                + ",\"user_properties\":{\"plan\":{\"value\":\"secret\"}},\"events\":[" + events + "]}";
    }

    private HttpResponse<String> post(String path, String body) {
        return collector.post(
                path + "?measurement_id=G-1&api_secret=" + Receiving.KEY, body.getBytes(StandardCharsets.UTF_8));
    }

    private LogEntry.Accepted accepted(int place) {
        return (LogEntry.Accepted) collector.log.entries().get(place);
    }
}
