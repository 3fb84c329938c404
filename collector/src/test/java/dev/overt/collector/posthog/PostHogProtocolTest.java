package dev.overt.collector.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostHogProtocolTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String FIRST_RUN =
            "{\"event\":\"cli_first_run\",\"distinct_id\":\"" + INSTALL + "\",\"properties\":{\"os\":\"Linux\","
                    + "\"python_version\":\"3.12\",\"initrunner_version\":\"2026.8.10\",\"$lib\":\"initrunner-cli\","
                    + "\"install_method\":\"pipx\",\"$process_person_profile\":false,\"$geoip_disable\":true,"
                    + "\"$ip\":\"0.0.0.0\"}}";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void batch_ofInitRunnersOwnClient_isKept() {
        HttpResponse<String> response = collector.batch(batch(FIRST_RUN));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"Ok\"}");
        LogEntry.Accepted entry = accepted();
        assertThat(entry.install()).isEqualTo(INSTALL);
        assertThat(entry.id().version()).isEqualTo(7);
        assertThat(entry.atMillis()).isEqualTo(Receiving.NOW.toEpochMilli());
        assertThat(entry.properties()).containsOnlyKeys("os", "python_version", "initrunner_version", "install_method");
        assertThat(entry.drops()).hasSize(4).allMatch(drop -> drop.reason() == DropReason.CLIENT_METADATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\":\"KEY\",\"batch\":[EVENT]}",
                "{\"batch\":[EVENT],\"api_key\":\"KEY\"}",
                "[EVENT_WITH_KEY]",
                "EVENT_WITH_KEY",
            })
    void batch_hasManyShapes(String shape) {
        String event = FIRST_RUN.replace("\"properties\":{", "\"properties\":{\"token\":\"KEY\",");

        HttpResponse<String> response = collector.batch(shape.replace("EVENT_WITH_KEY", event)
                .replace("EVENT", FIRST_RUN)
                .replace("KEY", Receiving.KEY));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(accepted().install()).isEqualTo(INSTALL);
    }

    @Test
    void path_mayEndWithoutASlash_andTypeMayBeAnything() {
        byte[] body = Receiving.gzip(batch(FIRST_RUN).getBytes(StandardCharsets.UTF_8));

        assertThat(collector.post("/batch", body, "Content-Type", "text/plain").statusCode())
                .isEqualTo(200);
        assertThat(collector.post("/batch/", body, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(200);
        assertThat(collector.log.entries()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-11-21T11:00:00Z, , 2025-11-21T11:00:00Z",
        "2025-11-21T11:00:00.123456+00:00, , 2025-11-21T11:00:00.123Z",
        "2025-11-21T12:00:00.123456789+01:00, , 2025-11-21T11:00:00.123Z",
        "2025-11-21T11:00:00, , 2025-11-21T11:00:00Z",
        "2025-11-21 11:00:00, , 2025-11-21T11:00:00Z",
        "2025-11-21T13:59:00Z, 2025-11-21T14:00:00Z, 2025-11-21T11:59:00Z",
        "2025-11-21T11:00:00Z, whenever, 2025-11-21T11:00:00Z",
        "yesterday, , 2025-11-21T12:00:00Z",
        "9999999999-01-01T00:00:00Z, , 2025-11-21T12:00:00Z",
        "1970-01-01T00:00:00Z, , 2025-10-22T12:00:00Z",
    })
    void timestamp_isCorrectedByTheClientsClock(String timestamp, String sentAt, Instant kept) {
        String event = FIRST_RUN.replace("{\"event\"", "{\"timestamp\":\"" + timestamp + "\",\"event\"");
        String sent = sentAt == null ? "" : ",\"sent_at\":\"" + sentAt + "\"";

        collector.batch("{\"api_key\":\"" + Receiving.KEY + "\",\"batch\":[" + event + "]" + sent + "}");

        assertThat(Instant.ofEpochMilli(accepted().atMillis())).isEqualTo(kept);
    }

    @Test
    void uuid_isTheEventsId_andARepeatedOneIsTakenOnce() {
        String event = FIRST_RUN.replace("{\"event\"", "{\"uuid\":\"019a9f3c-0000-7000-8000-000000000001\",\"event\"");

        collector.batch(batch(event + "," + event));

        assertThat(collector.log.entries()).hasSize(1);
        assertThat(accepted().id()).hasToString("019a9f3c-0000-7000-8000-000000000001");
    }

    @Test
    void distinctId_mayStandInTheProperties_andIsNeverKeptUnlessRandom() {
        collector.batch(batch(FIRST_RUN
                .replace("\"distinct_id\":\"" + INSTALL + "\",", "")
                .replace("\"os\"", "\"distinct_id\":\"" + INSTALL + "\",\"os\"")));
        collector.batch(batch(FIRST_RUN.replace(INSTALL, "ada@example.org")));

        assertThat(accepted().install()).isEqualTo(INSTALL);
        assertThat(((LogEntry.Accepted) collector.log.entries().get(1)).install())
                .isNull();
        assertThat(collector.log.entries().toString()).doesNotContain("ada@example.org");
    }

    @Test
    void uuid_thatIsEmpty_isNone() {
        String event = FIRST_RUN.replace("{\"event\"", "{\"uuid\":\"\",\"event\"");

        collector.batch(batch(event + "," + event));

        assertThat(collector.log.entries()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"offset\":60000 | 2025-11-21T11:59:00Z",
                "\"offset\":60000,\"sent_at\":\"2025-11-21T14:00:00Z\" | 2025-11-21T11:59:00Z",
                "\"offset\":60000,\"timestamp\":\"2025-11-21T11:00:00Z\" | 2025-11-21T11:00:00Z",
                "\"offset\":\"x\" | 2025-11-21T12:00:00Z",
                "\"timestamp\":\"2025-11-21T11:00:00Z\",\"sent_at\":\"2025-11-21T11:01:00Z\" | 2025-11-21T11:59:00Z",
                "\"timestamp\":1763722800000,\"sent_at\":1763722860000 | 2025-11-21T11:59:00Z",
            })
    void time_mayStandInTheEvent(String fields, Instant kept) {
        collector.batch(
                "[" + FIRST_RUN.replace("{\"event\"", "{\"token\":\"" + Receiving.KEY + "\"," + fields + ",\"event\"")
                        + "]");

        assertThat(Instant.ofEpochMilli(accepted().atMillis())).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "_=1763722860000, '', 2025-11-21T11:59:00Z",
        "sent_at=1763722860000, '', 2025-11-21T11:59:00Z",
        "_=1763722860, '', 2025-11-21T11:00:00Z",
        "_=x, '', 2025-11-21T11:00:00Z",
        "_=1763722860000, '\"$ignore_sent_at\":true,', 2025-11-21T11:00:00Z",
    })
    void timeOfSending_mayStandInTheQuery(String query, String property, Instant kept) {
        String event = FIRST_RUN
                .replace("{\"event\"", "{\"timestamp\":\"2025-11-21T11:00:00Z\",\"event\"")
                .replace("\"os\"", property + "\"token\":\"" + Receiving.KEY + "\",\"os\"");

        collector.post("/e/?" + query, event.getBytes(StandardCharsets.UTF_8));

        assertThat(Instant.ofEpochMilli(accepted().atMillis())).isEqualTo(kept);
    }

    @Test
    void specialEvents_areRefusedWithoutAWord_andWhatTheySayOfAPersonIsNotKept() {
        HttpResponse<String> response = collector.batch(batch("""
                {"event":"$identify","distinct_id":"ada@example.org","$set":{"email":"ada@example.org"},
                 "properties":{"$anon_distinct_id":"planted","$set_once":{"name":"planted"}}},
                {"event":"$create_alias","distinct_id":"a","properties":{"alias":"planted"}},
                {"event":"$groupidentify","distinct_id":"a","properties":{"$group_set":{"name":"planted"}}},
                {"event":"$pageleave","properties":{"$current_url":"https://planted.example/"}},
                {"event":"$autocapture","properties":{"$elements":[{"tag_name":"planted"}]}}"""));

        assertThat(response.body()).isEqualTo("{\"status\":\"Ok\"}");
        assertThat(collector.log.entries())
                .extracting(entry -> ((LogEntry.Quarantined) entry).reason())
                .hasSize(5)
                .containsOnly(DropReason.UNDECLARED_EVENT);
        assertThat(collector.log.entries().toString()).doesNotContain("planted", "ada@example.org");
    }

    @Test
    void key_atTheTopCounts_whateverTheEventsName() {
        String event = FIRST_RUN.replace("{\"event\"", "{\"token\":\"another\",\"event\"");

        assertThat(collector.batch(batch(event)).statusCode()).isEqualTo(200);
        assertThat(collector
                        .batch("{\"batch\":[" + event + "],\"api_key\":\" " + Receiving.KEY + "\\n\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answer_is401_toAPersonalKey() {
        HttpResponse<String> response = collector.batch(batch(FIRST_RUN).replace(Receiving.KEY, "phx_planted"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("personal").doesNotContain("planted");
    }

    @Test
    void answer_is400_whenEventsNameSeveralKeys() {
        String event = FIRST_RUN.replace("{\"event\"", "{\"token\":\"KEY\",\"event\"");

        HttpResponse<String> response =
                collector.batch("[" + event.replace("KEY", Receiving.KEY) + "," + event.replace("KEY", "b") + "]");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void answer_is401_withoutAKnownKey() {
        assertThat(collector
                        .batch(batch(FIRST_RUN).replace(Receiving.KEY, "phc_x"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(collector.batch("[" + FIRST_RUN + "]").statusCode()).isEqualTo(401);
        assertThat(collector.batch("{}").statusCode()).isEqualTo(401);
    }

    @Test
    void answer_is413_overThousandEvents() {
        assertThat(collector.batch(batch("{},".repeat(1000) + "{}")).statusCode())
                .isEqualTo(413);
    }

    @Test
    void malformedEvents_areQuarantined_andTheOthersKept() {
        collector.batch(
                batch("7,{\"event\":5},{\"event\":\"$pageleave\"},{\"event\":\"a\",\"properties\":7}," + FIRST_RUN));

        assertThat(collector.log.entries())
                .extracting(entry -> entry instanceof LogEntry.Accepted)
                .containsExactly(false, false, false, false, true);
        assertThat(collector.log.entries().toString())
                .contains("pointer=/batch/0,", "/batch/1/event,", "event=$pageleave", "/batch/3/properties");
    }

    private LogEntry.Accepted accepted() {
        return (LogEntry.Accepted) collector.log.entries().get(0);
    }

    private static String batch(String events) {
        return "{\"api_key\": \"" + Receiving.KEY + "\", \"batch\": [" + events + "]}";
    }
}
