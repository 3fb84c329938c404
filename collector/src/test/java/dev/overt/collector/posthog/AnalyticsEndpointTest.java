package dev.overt.collector.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.InitRunner;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.collector.web.TestLimits;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostHog's new protocol, by what its own contract for clients asks of a server. */
final class AnalyticsEndpointTest {
    private static final String FIRST = "019a9f3c-0000-7000-8000-000000000001";
    private static final String SECOND = "019a9f3c-0000-7000-8000-000000000002";
    private static final String REQUEST = "019a9f3c-1111-7000-8000-000000000001";
    private static final String WHOLE =
            "\"os\":\"Linux\",\"python_version\":\"3.12\",\"initrunner_version\":\"2026.8.10\",\"install_method\":\"pipx\"";

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
    void event_isOk_whenAllOfItIsKept() {
        HttpResponse<String> response = send(event(FIRST, "cli_first_run", WHOLE + ",\"$lib\":\"posthog-node\""));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"results\":{\"" + FIRST + "\":{\"result\":\"ok\"}}}");
        assertThat(response.headers().firstValue("PostHog-Request-Id")).contains(REQUEST);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
        assertThat(accepted().install()).isEqualTo("3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b");
        assertThat(accepted().id()).hasToString(FIRST);
    }

    @Test
    void event_isWarnedOf_withTheNameOfEachPropertyAndNoValue() {
        HttpResponse<String> response = send(event(
                FIRST,
                "cli_first_run",
                WHOLE.replace("pipx", "planted") + ",\"working_directory\":\"planted\",\"a path/\":\"planted\""));

        assertThat(response.body())
                .isEqualTo("{\"results\":{\"" + FIRST + "\":{\"result\":\"warning\",\"details\":\"unknown_value: "
                        + "install_method, undeclared_property: working_directory, undeclared_property: *\"}}}");
    }

    @Test
    void event_isDropped_withTheReason_andTheOthersAreKept() {
        HttpResponse<String> response =
                send(event(FIRST, "$pageleave", "") + "," + event(SECOND, "cli_first_run", WHOLE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"results\":{\"" + FIRST + "\":{\"result\":\"drop\",\"details\":\"undeclared_event\"},\""
                        + SECOND + "\":{\"result\":\"ok\"}}}");
        assertThat(collector.log.entries()).hasSize(2);
    }

    @Test
    void event_thatStandsTwice_hasOneResult_andOneWithoutAnIdHasNone() {
        String event = event(FIRST, "cli_first_run", WHOLE);

        HttpResponse<String> response = send(event + "," + event + "," + event("", "cli_first_run", WHOLE));

        assertThat(response.body()).isEqualTo("{\"results\":{\"" + FIRST + "\":{\"result\":\"ok\"}}}");
        assertThat(collector.log.entries()).hasSize(2);
    }

    @Test
    void timestamp_isCorrectedByTheHeader_unlessTheEventForbidsIt() {
        send(event(FIRST, "cli_first_run", WHOLE));
        send(event(SECOND, "cli_first_run", WHOLE)
                .replace("\"options\":{}", "\"options\":{\"disable_skew_correction\":true}"));

        assertThat(collector.log.entries())
                .extracting(entry -> Instant.ofEpochMilli(((LogEntry.Accepted) entry).atMillis()))
                .containsExactly(Receiving.NOW.minusSeconds(60), Instant.parse("2025-11-21T10:59:00Z"));
    }

    @Test
    void answer_is401_withoutTheKeyInTheHeader() {
        byte[] body = body(event(FIRST, "cli_first_run", WHOLE))
                .replace("{\"created_at\"", "{\"api_key\":\"" + Receiving.KEY + "\",\"created_at\"")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(collector.post("/i/v1/analytics/events", body).statusCode()).isEqualTo(401);
        assertThat(collector.log.entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "{\"created_at\":\"2025-11-21T11:00:00Z\",\"batch\":[]}"})
    void answer_is400AndFinal_toWhatHoldsNoEvents(String body) {
        HttpResponse<String> response = post(body.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void answer_is503_whichTheseClientsSendAgain_whenNothingCanBeKept() {
        collector.freeBytes = 0;

        HttpResponse<String> response = send(event(FIRST, "cli_first_run", WHOLE));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void event_isToBeSentAgain_whenItsSenderHasSentTooMuch() throws IOException {
        limit(new TestLimits().keyEvents(TestLimits.atOnce(1)));

        HttpResponse<String> response =
                send(event(FIRST, "cli_first_run", WHOLE) + "," + event(SECOND, "cli_first_run", WHOLE));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"results\":{\"" + FIRST + "\":{\"result\":\"ok\"},\"" + SECOND
                        + "\":{\"result\":\"retry\",\"details\":\"rate_limit\"}}}");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertThat(collector.log.entries()).hasSize(1);
    }

    @Test
    void event_thatCannotBeToldToComeAgain_isNotLost_andTheNextRequestIsLeftForLater() throws IOException {
        limit(new TestLimits().keyEvents(TestLimits.atOnce(1)));

        HttpResponse<String> first =
                send(event(FIRST, "cli_first_run", WHOLE) + "," + event("", "cli_first_run", WHOLE));
        HttpResponse<String> next = send(event(SECOND, "cli_first_run", WHOLE));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(collector.log.entries()).hasSize(2);
        assertThat(next.statusCode()).isEqualTo(503);
        assertThat(next.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void event_isDropped_alsoWhereItIsOnlyCounted() throws IOException {
        limit(new TestLimits().quarantinedEvents(TestLimits.atOnce(1)));

        HttpResponse<String> response = send(event(FIRST, "$pageleave", "") + "," + event(SECOND, "$pageleave", ""));

        assertThat(response.body())
                .contains("\"" + SECOND + "\":{\"result\":\"drop\",\"details\":\"undeclared_event\"}");
    }

    private void limit(TestLimits limits) throws IOException {
        collector.close();
        collector = new Receiving(limits.build(), InitRunner.manifest(), new PostHogProtocol());
    }

    @Test
    void requestId_isNotSentBack_whenItIsNoUuid() {
        HttpResponse<String> response = collector.post(
                "/i/v1/analytics/events",
                Receiving.gzip(body(event(FIRST, "cli_first_run", WHOLE)).getBytes(StandardCharsets.UTF_8)),
                "Authorization",
                "Bearer " + Receiving.KEY,
                "Content-Encoding",
                "gzip",
                "PostHog-Request-Id",
                "planted");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("PostHog-Request-Id")).isEmpty();
    }

    private LogEntry.Accepted accepted() {
        return (LogEntry.Accepted) collector.log.entries().get(0);
    }

    private HttpResponse<String> send(String events) {
        return post(body(events).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(byte[] body) {
        return collector.post(
                "/i/v1/analytics/events",
                body,
                "Authorization",
                "Bearer " + Receiving.KEY,
                "Content-Type",
                "application/json",
                "PostHog-Sdk-Info",
                "posthog-node/5.56.1",
                "PostHog-Attempt",
                "1",
                "PostHog-Request-Id",
                REQUEST,
                "PostHog-Request-Timestamp",
                "2025-11-21T11:00:00.000Z");
    }

    private static String body(String events) {
        return "{\"created_at\":\"2025-11-21T10:59:59.000Z\",\"batch\":[" + events + "]}";
    }

    private static String event(String id, String name, String properties) {
        return "{\"event\":\"" + name + "\",\"uuid\":\"" + id
                + "\",\"distinct_id\":\"3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b\","
                + "\"timestamp\":\"2025-11-21T10:59:00.000Z\",\"options\":{},\"properties\":{" + properties + "}}";
    }
}
