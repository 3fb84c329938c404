package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.overt.collector.InitRunner;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.TestLimits;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NativeProtocolTest {
    private static final Path GOLDEN = Path.of("../protocol/golden");
    private static final String ID = "019a9f3c-0000-7000-8000-00000000000";

    private Receiving collector;

    @BeforeEach
    void start() throws IOException {
        collector = new Receiving();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @ParameterizedTest
    @CsvSource({"upload.json, answer.json", "upload-with-undeclared.json, answer-with-undeclared.json"})
    void answer_isTheGoldenOne(String upload, String answer) throws IOException {
        HttpResponse<String> response = collector.upload(Files.readAllBytes(GOLDEN.resolve(upload)));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo(Files.readString(GOLDEN.resolve(answer)).strip());
    }

    @Test
    void answer_saysOfEachEventWhatBecameOfIt() throws IOException {
        try (Receiving limited =
                limited(new TestLimits().keyEvents(TestLimits.atOnce(4)).quarantinedEvents(TestLimits.atOnce(1)))) {
            HttpResponse<String> response =
                    limited.upload(Files.readAllBytes(GOLDEN.resolve("upload-over-the-limits.json")));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .isEqualTo(Files.readString(GOLDEN.resolve("answer-over-the-limits.json"))
                            .strip());
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(limited.log.entries()).hasSize(2);
        }
    }

    @Test
    void answer_is429_whenNothingFits() throws IOException {
        try (Receiving limited = limited(new TestLimits().addressEvents(TestLimits.atOnce(1)))) {
            limited.upload(upload("[]"));
            HttpResponse<String> response = limited.upload(upload("[]"));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.headers().firstValue("Retry-After")).hasValue("3600");
        }
    }

    private static Receiving limited(TestLimits limits) throws IOException {
        return new Receiving(limits.build(), InitRunner.manifest(), new NativeProtocol());
    }

    @Test
    void log_holdsWhatWasDeclared_andCountsTheRest() throws IOException {
        collector.upload(Files.readAllBytes(GOLDEN.resolve("upload-with-undeclared.json")));
        collector.upload(Files.readAllBytes(GOLDEN.resolve("upload.json")));

        LogEntry.Accepted first = (LogEntry.Accepted) collector.log.entries().get(0);
        assertThat(first.properties())
                .isEqualTo(Map.of(
                        "os",
                        "Linux",
                        "python_version",
                        "17.0",
                        "initrunner_version",
                        "2026.8.10",
                        "install_method",
                        "pipx"));
        assertThat(first.drops()).containsExactly(new Drop(DropReason.UNDECLARED_PROPERTY, "hostname"));
        LogEntry.Quarantined second =
                (LogEntry.Quarantined) collector.log.entries().get(1);
        assertThat(second.event()).isEqualTo("prompt_text");
        assertThat(second.pointer()).isEqualTo("/events/1/event");
        assertThat(((LogEntry.ClientDrops) collector.log.entries().get(4)).counts())
                .isEqualTo(Map.of("spool_full", 2L));
        assertThat(collector.log.entries().toString()).doesNotContain("secret-host");
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, gzip",
        "gzip, x-gzip",
        "gzip, GZIP",
        "gzip, zstd",
        "gzip, identity",
        "gzip,",
        "zstd, zstd",
        "zstd, gzip",
        "zstd,",
        "plain, gzip",
        "plain, identity",
        "plain,"
    })
    void upload_mayBeCompressed_howeverItIsLabelled(String form, @Nullable String label) throws IOException {
        byte[] packed = packed(form, Files.readAllBytes(GOLDEN.resolve("upload.json")));

        HttpResponse<String> response =
                label == null ? collector.upload(packed) : collector.upload(packed, "Content-Encoding", label);
        assertThat(response.body())
                .isEqualTo(Files.readString(GOLDEN.resolve("answer.json")).strip());
    }

    private static byte[] packed(String form, byte[] body) {
        return switch (form) {
            case "gzip" -> Receiving.gzip(body);
            case "zstd" -> Zstd.compress(body);
            default -> body;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "deflate", "gzip, gzip", "gzip, zstd", "zstd, gzip", "gzip;q=1", "identity, gzip"})
    void answer_is415_forAnotherEncodingOrSeveral(String label) {
        byte[] packed = Receiving.gzip(upload("[]").getBytes(StandardCharsets.UTF_8));

        assertThat(collector.upload(packed, "Content-Encoding", label).statusCode())
                .isEqualTo(415);
    }

    @Test
    void results_areOneForEachEvent_whenSomeAreMalformed() {
        String events = """
                [7, {}, {"id":"x","event":"cli_command"}, {"id":"%1$s1"}, {"id":"%1$s2","event":""},
                 {"id":"%1$s3","event":"cli_command","properties":[1]}, {"id":"%1$s4","event":"cli_command","properties":{}},
                 {"id":"%1$s4","event":"cli_command","properties":{}}, "text", [[{}]], null,
                 {"id":"%1$s5","event":"cli_command","properties":{"x":"%2$s"}},
                 {"id":"%1$s6","event":"cli_command","properties":{"os":{"a":[1,2,{"b":null}]}}, "at_millis":1.5}]
                """.formatted(ID, "y".repeat(33_000));

        HttpResponse<String> response = collector.upload(upload(events));

        String invalid = "\"result\":\"quarantined\",\"reason\":\"invalid_event\"}";
        assertThat(response.body())
                .isEqualTo(
                        "{\"overt\":1,\"durability\":\"fsync\",\"results\":[" //
                                + ("{\"id\":null," + invalid + ",").repeat(3)
                                + ("{\"id\":\"" + ID + "1\"," + invalid + ",")
                                + ("{\"id\":\"" + ID + "2\"," + invalid + ",")
                                + ("{\"id\":\"" + ID + "3\"," + invalid + ",")
                                + ("{\"id\":\"" + ID + "4\",\"result\":\"accepted\"},")
                                + ("{\"id\":\"" + ID + "4\",\"result\":\"duplicate\",\"reason\":\"repeated_id\"},")
                                + ("{\"id\":null," + invalid + ",").repeat(3)
                                + ("{\"id\":\"" + ID + "5\",\"result\":\"quarantined\",\"reason\":\"too_large\"},")
                                + ("{\"id\":\"" + ID + "6\",\"result\":\"accepted\"}]}"));
        assertThat(collector.log.entries()).hasSize(12);
        assertThat(collector.log.entries().get(5).toString()).contains("pointer=/events/5/properties");
        assertThat(collector.log.entries().toString()).doesNotContain("yyy");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | one JSON object",
                "[] | one JSON object",
                "nonsense | not JSON",
                "{'overt':1 | not JSON",
                "{} | overt is missing",
                "{'overt':2} | overt must be 1",
                "{'overt':1,'overt':1} | overt stands twice",
                "{'overt':1,'product':5} | product must be",
                "{'overt':1,'product':'p','manifest':'sha256:00'} | manifest must be",
                "{'overt':1,'product':'p','batch':'b'} | batch must be a UUID",
                "{'overt':1,'dropped':{'a':-1}} | dropped must hold whole numbers",
                "{'overt':1,'dropped':{'a':1.5}} | dropped must hold whole numbers",
                "{'overt':1,'events':{}} | events must be an array",
                "{'overt':1} 5 | something else follows",
            })
    void answer_is400_saysWhatIsWrong(String body, String what) {
        HttpResponse<String> response = collector.upload(body.replace('\'', '"'));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":").contains(what);
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void answer_is403_whenTheProductIsNotTheKeys() {
        HttpResponse<String> response = collector.upload(upload("[]").replace("initrunner", "ktx"));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("product is not the one").doesNotContain("ktx");
    }

    @Test
    void answer_is401_withoutAKnownKey() {
        byte[] body = upload("[]").getBytes(StandardCharsets.UTF_8);

        assertThat(collector
                        .post("/v1/events", body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(collector
                        .post("/v1/events", body, "Content-Type", "application/json", "Authorization", "Bearer wk_x")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void answer_is405_forAnotherMethod() {
        HttpResponse<String> response =
                collector.send(collector.request("/v1/events").GET());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
        assertThat(collector.send(collector.request("/v1/other").GET()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void answer_is415_forAnotherTypeOrEncoding() {
        byte[] body = upload("[]").getBytes(StandardCharsets.UTF_8);
        String bearer = "Bearer " + Receiving.KEY;

        assertThat(collector.post("/v1/events", body, "Authorization", bearer).statusCode())
                .isEqualTo(415);
        assertThat(collector
                        .post("/v1/events", body, "Authorization", bearer, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(collector.upload(body, "Content-Encoding", "br").statusCode())
                .isEqualTo(415);
    }

    @Test
    void answer_is413_overEachBound() {
        String event = "{\"a\":1},";

        assertThat(collector.upload(upload("[" + event.repeat(1000) + "1]")).statusCode())
                .isEqualTo(413);
        assertThat(collector.upload(new byte[(4 << 20) + 1]).statusCode()).isEqualTo(413);
        assertThat(collector
                        .upload(Receiving.gzip(new byte[(16 << 20) + 1]), "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(413);
        assertThat(collector.log.entries()).isEmpty();
    }

    @Test
    void answer_is507_whenTheDiskIsAlmostFull() {
        collector.freeBytes = (256L << 20) - 1;

        HttpResponse<String> response = collector.upload(upload("[]"));

        assertThat(response.statusCode()).isEqualTo(507);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void answer_carriesNoMoreHeadersThanNeeded() {
        HttpResponse<String> response = collector.upload(upload("[]"));

        assertThat(response.headers().map().keySet())
                .containsExactlyInAnyOrder(
                        "access-control-allow-origin",
                        "access-control-expose-headers",
                        "content-length",
                        "content-type",
                        "x-content-type-options");
        assertThat(response.body()).isEqualTo("{\"overt\":1,\"durability\":\"fsync\",\"results\":[]}");
    }

    @Test
    void upload_isTaken_fromAClientThatOffersAnotherVersionOfHttp() throws Exception {
        HttpRequest.Builder request = collector
                .request("/v1/events")
                .header("Authorization", "Bearer " + Receiving.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofFile(GOLDEN.resolve("upload.json")));

        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    void head_isAnsweredLikeTheMethodOfThePath() {
        HttpRequest.Builder head = collector.request("/v1/events").method("HEAD", HttpRequest.BodyPublishers.noBody());

        assertThat(collector.send(head).statusCode()).isEqualTo(405);
    }

    private static String upload(String events) {
        return "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                + "\",\"batch\":\"019a9f3c-0000-7000-8000-000000000000\",\"events\":" + events + "}";
    }
}
