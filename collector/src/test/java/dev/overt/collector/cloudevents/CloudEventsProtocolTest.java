package dev.overt.collector.cloudevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CloudEventsProtocolTest {
    private static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";
    private static final String ONE = "application/cloudevents+json";
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String DATA = "{\"mode\":\"slow\",\"size\":7,\"path\":\"secret\"}";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"type\":\"com.example.batch\",\"source\":\"/secret\","
                    + "\"id\":\"1\",\"time\":\"2025-11-21T11:30:00Z\",\"installid\":\"" + INSTALL
                    + "\",\"subject\":\"secret\","
                    + "\"data\":" + DATA + "}";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving(
                EveryType.manifestWith("  batch_done:\n", "  batch_done:\n    from: [com.example.batch]\n"),
                new CloudEventsProtocol());
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void everyMode_saysTheSameEvent() {
        assertThat(post("[" + EVENT + "]", BATCH).statusCode()).isEqualTo(204);
        post(EVENT, ONE);
        HttpResponse<String> binary = post(
                DATA,
                "application/json",
                "ce-specversion",
                "1.0",
                "ce-type",
                "com.example%2Ebatch",
                "ce-source",
                "/secret",
                "ce-id",
                "1",
                "ce-time",
                "2025-11-21T11:30:00Z",
                "ce-installid",
                INSTALL,
                "ce-subject",
                "%secret");

        assertThat(binary.statusCode()).isEqualTo(204);
        assertThat(collector.log.entries()).hasSize(3).allSatisfy(entry -> {
            LogEntry.Accepted event = (LogEntry.Accepted) entry;
            assertThat(event.event()).isEqualTo("batch_done");
            assertThat(event.install()).isEqualTo(INSTALL);
            assertThat(event.properties()).isEqualTo(Map.of("mode", "slow", "size", 7L));
            assertThat(Instant.ofEpochMilli(event.atMillis())).isEqualTo("2025-11-21T11:30:00Z");
            assertThat(event.id())
                    .isEqualTo(((LogEntry.Accepted) collector.log.entries().get(0)).id());
        });
        assertThat(collector.log.entries().toString()).doesNotContain("secret");
    }

    @Test
    void id_isThatOfSourceAndId() {
        post("[" + EVENT + "," + EVENT + "," + EVENT.replace("/secret", "/other") + "]", BATCH);

        assertThat(collector.log.entries()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | INVALID_EVENT | /0",
                "{} | INVALID_EVENT | /0/type",
                "{\"type\":\"secret type\"} | UNDECLARED_EVENT | /0/type",
                "{\"type\":\"com.example.batch\",\"data\":[1]} | INVALID_EVENT | /0/data",
                "{\"type\":\"com.example.batch\",\"data\":\"secret\"} | INVALID_EVENT | /0/data"
            })
    void badEvent_isQuarantined_andTheOthersAreTaken(String event, DropReason reason, String pointer) {
        assertThat(post("[" + event + "," + EVENT + "]", BATCH).statusCode()).isEqualTo(204);

        LogEntry.Quarantined refused =
                (LogEntry.Quarantined) collector.log.entries().get(0);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.pointer()).isEqualTo(pointer);
        assertThat(collector.log.entries().get(1)).isInstanceOf(LogEntry.Accepted.class);
    }

    @Test
    void answer_isAnError_ifTheRequestIsNone() {
        for (String broken : List.of("", "7", "{", "[", "{} {}", "[] []")) {
            assertThat(post(broken, BATCH).statusCode()).isEqualTo(400);
            assertThat(post(broken, ONE).statusCode()).isEqualTo(400);
        }
        assertThat(post(EVENT, "application/json").statusCode()).isEqualTo(415);
        assertThat(collector.post("/cloudevents", new byte[0], "ce-type", "x").statusCode())
                .isEqualTo(401);
        assertThat(collector.log.entries()).isEmpty();
    }

    private HttpResponse<String> post(String body, String type, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Authorization", "Bearer " + Receiving.KEY, "Content-Type", type));
        return collector.post("/cloudevents", body.getBytes(StandardCharsets.UTF_8), all.toArray(new String[0]));
    }
}
