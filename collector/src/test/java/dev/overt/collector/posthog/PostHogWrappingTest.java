package dev.overt.collector.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostHog's clients wrap their JSON in, and the paths that they send it to. */
final class PostHogWrappingTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    /** Its base64 holds a plus and a slash. */
    private static final String EVENT = "{\"event\":\"cli_first_run\",\"properties\":{\"token\":\"" + Receiving.KEY
            + "\",\"distinct_id\":\"3f2b0c5e-9a7d-4e1f-8b6c-2d1a0e9f8c7b\",\"install_method\":\"pipx\",\"$t\":\"~~>?>??\"}}";

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sent(String query, byte[] body, String contentType) {
        @Override
        public String toString() {
            return query + " " + contentType;
        }
    }

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    static Stream<Sent> wrappings() {
        byte[] json = EVENT.getBytes(StandardCharsets.UTF_8);
        byte[] gzip = Receiving.gzip(json);
        String base64 = Base64.getEncoder().encodeToString(json);
        String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        String gzipBase64 = Base64.getEncoder().encodeToString(gzip);
        String form = "data=" + URLEncoder.encode(base64, StandardCharsets.UTF_8);
        assertThat(base64).contains("+");
        return Stream.of(
                new Sent("", json, "application/json"),
                new Sent("", json, "text/plain"),
                new Sent("", json, FORM),
                new Sent("?ip=1&_=1763726400000&ver=1.418.10", json, "text/plain;charset=UTF-8"),
                new Sent("?compression=gzip-js&ip=0&_=1763726400000&ver=1.2", gzip, "text/plain"),
                new Sent("?sent_at=1763726400000", gzip, "text/plain"),
                new Sent("?beacon=0", gzip, "application/json"),
                new Sent("?compression=base64", form.getBytes(StandardCharsets.UTF_8), FORM),
                new Sent("?compression=base64&retry_count=2", form.getBytes(StandardCharsets.UTF_8), "text/plain"),
                new Sent("", ("data=" + base64).getBytes(StandardCharsets.UTF_8), FORM),
                new Sent("", ("_=1&data=" + base64 + "&compression=base64").getBytes(StandardCharsets.UTF_8), FORM),
                new Sent(
                        "",
                        ("data=" + URLEncoder.encode(EVENT, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8),
                        FORM),
                new Sent("", base64.getBytes(StandardCharsets.UTF_8), "text/plain"),
                new Sent("", urlSafe.getBytes(StandardCharsets.UTF_8), "text/plain"),
                new Sent("", gzipBase64.getBytes(StandardCharsets.UTF_8), "text/plain"),
                new Sent("?data=" + URLEncoder.encode(base64, StandardCharsets.UTF_8), new byte[0], FORM),
                new Sent("?ver=%FF&_=%C3", json, "text/plain"));
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void body_isUnwrapped_whateverItsLabelsSay(Sent sent) {
        HttpResponse<String> response =
                collector.post("/e/" + sent.query(), sent.body(), "Content-Type", sent.contentType());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"Ok\"}");
        assertThat(((LogEntry.Accepted) collector.log.entries().get(0)).install())
                .isEqualTo("3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/batch",
                "/batch/",
                "/capture",
                "/capture/",
                "/e",
                "/e/",
                "/i/v0/e",
                "/i/v0/e/",
                "/track/",
                "/engage/",
                "/i/v0/ai/batch/"
            })
    void path_takesEvents_alsoFromGet(String path) {
        String data = URLEncoder.encode(
                Base64.getEncoder().encodeToString(EVENT.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);

        assertThat(collector.post(path, EVENT.getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(collector
                        .send(collector.request(path + "?data=" + data).GET())
                        .statusCode())
                .isEqualTo(200);
        assertThat(collector.log.entries()).hasSize(2).allMatch(LogEntry.Accepted.class::isInstance);
    }

    @Test
    void answer_is204AndEmpty_toABeacon() {
        HttpResponse<String> response = collector.post("/e/?beacon=1", EVENT.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.body()).isEmpty();
        assertThat(collector.log.entries()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data=", "data=%", "hello", "data=aGVsbG8=", "ver=1", "{", "\"text\"", "[]", "null"})
    void answer_is400_toWhatHoldsNoEvents(String body) {
        HttpResponse<String> response = collector.post("/e/", body.getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("hello", "aGVsbG8");
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void answer_is413_whenGzipWithinBase64IsTooLarge() {
        byte[] bomb = Receiving.gzip(new byte[17 << 20]);

        assertThat(collector.post("/e/", Base64.getEncoder().encode(bomb)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void answer_isNever5xx_toRandomBytes() {
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] body = EVENT.getBytes(StandardCharsets.UTF_8);
            byte[] sent = i % 2 == 0 ? body : Receiving.gzip(body);
            for (int change = random.nextInt(4); change >= 0; change--) {
                sent[random.nextInt(sent.length)] = (byte) random.nextInt();
            }

            assertThat(collector.post("/e/", sent).statusCode()).isBetween(200, 499);
        }
    }
}
