package dev.overt.collector.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.Http;
import dev.overt.collector.InitRunner;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionPathsTest {
    private final Random random = new Random(2);
    private final Person person = Person.random(random);

    @TempDir
    private Path data;

    @SuppressWarnings("NullAway.Init")
    private Collector collector;

    @SuppressWarnings("NullAway.Init")
    private Http http;

    @BeforeEach
    void start() {
        collector = Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(InitRunner.manifest())));
        http = new Http(collector);
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    private static String body(String install, String secret) {
        return "{\"overt\":1,\"product\":\"initrunner\",\"install\":\"" + install + "\",\"secret\":\"" + secret + "\"}";
    }

    private HttpResponse<String> ask(String body) {
        return http.post("/v1/deletions", collector.products().get(0).writeKey(), body);
    }

    private HttpResponse<String> state(String deletion, String secret) {
        return http.send(http.request("/v1/deletions/" + deletion).header("Authorization", "Bearer " + secret));
    }

    private static Map<String, Object> json(HttpResponse<String> answer) {
        return CanonicalJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> awaitDone(String deletion, String secret) throws InterruptedException {
        HttpResponse<String> answer = state(deletion, secret);
        while (answer.statusCode() == 200 && "pending".equals(json(answer).get("state"))) {
            Thread.sleep(50);
            answer = state(deletion, secret);
        }
        return answer;
    }

    @Test
    void deletion_endsInAReceipt_thatItsOwnerCanCheck() throws Exception {
        http.upload(Http.command(person.id(), 0, "run", true));
        HttpResponse<String> asked = ask(body(person.id(), person.secret()));
        assertThat(asked.statusCode()).isEqualTo(202);
        String id = String.valueOf(json(asked).get("deletion"));
        assertThat(json(asked)).isEqualTo(Map.of("deletion", id, "state", "pending"));
        assertThat(http.upload(Http.command(person.id(), 0, "run", true)).body())
                .contains("\"result\":\"rejected\",\"reason\":\"deleted_installation\"");

        HttpResponse<String> done = awaitDone(id, person.secret());

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(json(done)).containsEntry("state", "done").containsEntry("deletion", id);
        HttpResponse<String> again = ask(body(person.id(), person.secret()));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(done));
        String key = http.get("/.well-known/overt-receipts.json").body();
        ReceiptCheck check = ReceiptCheck.of(
                done.body().getBytes(StandardCharsets.UTF_8),
                key,
                Files.readAllBytes(data.resolve("deletions/receipts.jsonl")),
                person.secret());
        assertThat(check.sound()).as(check.lines().toString()).isTrue();
        assertThat(done.body()).contains("\"deleted\":{\"files\":0,\"log\":1,\"quarantine\":0,\"store\":1}");
    }

    @Test
    void request_isRefused_withoutAProof_whetherTheIdIsKnownOrNot() {
        http.upload(Http.command(person.id(), 0, "run", true));
        Person other = Person.random(random);
        for (Person victim : List.of(person, other)) {
            HttpResponse<String> forged =
                    ask(body(victim.id(), Person.random(random).secret()));
            assertThat(forged.statusCode()).isEqualTo(403);
            assertThat(forged.body()).isEqualTo("{\"error\":\"the install id is not made of the secret\"}");
        }
        assertThat(data.resolve("deletions/pending")).isEmptyDirectory();
    }

    @Test
    void request_isRefused_whereItIsNotOne() {
        String sound = body(person.id(), person.secret());
        for (String body : List.of(
                "",
                "[]",
                "{}",
                sound.replace("\"overt\":1", "\"overt\":2"),
                body("x", person.secret()),
                body(person.id(), "x"),
                body(person.id(), person.secret().replace(person.secret().charAt(0), 'x')))) {
            assertThat(ask(body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(ask(sound.replace("initrunner", "another")).statusCode()).isEqualTo(403);
        assertThat(http.post("/v1/deletions", "wk_unknown", sound).statusCode()).isEqualTo(401);
        assertThat(http.get("/v1/deletions").statusCode()).isEqualTo(405);
    }

    @Test
    void state_isToldToWhoHoldsTheSecret_only() throws Exception {
        String id = String.valueOf(json(ask(body(person.id(), person.secret()))).get("deletion"));
        String unknown = "00000000-0000-4000-8000-000000000000";
        HttpResponse<String> nothing = state(unknown, person.secret());
        assertThat(nothing.statusCode()).isEqualTo(404);

        assertThat(state(id, Person.random(random).secret()).body()).isEqualTo(nothing.body());
        assertThat(state("x", person.secret()).body()).isEqualTo(nothing.body());
        assertThat(http.get("/v1/deletions/" + id).statusCode()).isEqualTo(401);
        awaitDone(id, person.secret());
        assertThat(state(id, Person.random(random).secret()).body()).isEqualTo(nothing.body());
        assertThat(state(id, person.secret()).statusCode()).isEqualTo(200);
    }

    @Test
    void operator_deletesById_andTheReceiptSaysSo() throws Exception {
        http.upload(Http.command(person.id(), 0, "run", true));
        assertThat(http.post("/admin/deletions", collector.products().get(0).writeKey(), "{}")
                        .statusCode())
                .isEqualTo(401);

        String answer = Collector.delete(data, "initrunner", person.id());

        assertThat(answer).startsWith("pending ");
        HttpResponse<String> done = awaitDone(answer.substring(8), person.secret());
        assertThat(done.body()).contains("\"initiated\":\"operator\"", "\"store\":1");
        assertThat(Collector.delete(data, "initrunner", person.id())).isEqualTo("done " + answer.substring(8));
    }

    @Test
    void operator_asksACollectorThatDoesNotRun_andTheNextOneDoesIt() throws Exception {
        http.upload(Http.command(person.id(), 0, "run", true));
        collector.close();
        String answer = Collector.delete(data, "initrunner", person.id());
        assertThat(answer).startsWith("pending ");
        start();

        assertThat(awaitDone(answer.substring(8), person.secret()).body()).contains("\"store\":1");
    }
}
