package dev.overt.collector.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.collector.Collector;
import dev.overt.collector.CollectorException;
import dev.overt.collector.CollectorOptions;
import dev.overt.collector.Example;
import dev.overt.collector.Http;
import dev.overt.collector.InitRunner;
import dev.overt.collector.Operation;
import dev.overt.collector.RunningCollector;
import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.collector.forward.StandIn.Fault;
import dev.overt.collector.forward.StandIn.Taken;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product of which nothing is kept, as RunMat's page describes it: its events go to Google Analytics, and nowhere else. */
final class RelayTest {
    private static final String CID = "9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e7";
    private static final ConfiguredDestination ON = new ConfiguredDestination(
            "google-analytics",
            Map.of("measurement-id", Ga4Vendor.MEASUREMENT_ID),
            Map.of("api-secret", Ga4Vendor.API_SECRET),
            "overt-collector.yaml:4:5");

    @TempDir
    private Path data;

    private StandIn google;

    @BeforeEach
    void open() throws IOException {
        google = new StandIn(new Ga4Vendor(Clock.systemUTC()));
    }

    @AfterEach
    void close() throws IOException {
        google.close();
    }

    private Manifest runmat() {
        return Example.manifest(
                "runmat",
                text -> text.replace(
                        "https://www.google-analytics.com", google.url().toString()));
    }

    private Collector start(ConfiguredDestination... on) {
        return Collector.start(new CollectorOptions(
                "127.0.0.1",
                0,
                data,
                List.of(InitRunner.manifest(), runmat()),
                Map.of(),
                "runmat",
                Map.of("runmat", List.of(on)),
                Operation.DEFAULT));
    }

    private static String event(String name, String cid) {
        return "{\"event_label\":\"" + name + "\",\"os\":\"linux\",\"arch\":\"x86_64\",\"platform\":\"linux-x86_64\","
                + "\"release\":\"v0.1.2\",\"method\":\"shell\",\"cid\":\"" + cid + "\",\"user\":\"secret-name\"}";
    }

    private static HttpResponse<String> post(Collector collector, String body) {
        Http http = new Http(collector);
        return http.send(http.request("/api/telemetry")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void event_arrivesAtGoogle_withWhatIsDeclaredAndNothingElse() throws Exception {
        try (Collector collector = start(ON)) {
            for (String name : List.of("install_start", "install_complete", "install_failed")) {
                assertThat(post(collector, event(name, CID)).body()).isEqualTo("{\"ok\":true}");
            }
            google.awaitTaken(3);
        }

        assertThat(google.brokenRules()).isEmpty();
        assertThat(google.taken())
                .extracting(taken -> taken.event().get("name"))
                .containsExactly("install_start", "install_complete", "install_failed");
        assertThat(google.taken()).extracting(Taken::install).containsOnly(CID.replace("-", ""));
        assertThat(google.taken())
                .extracting(taken -> taken.event().get("params"))
                .containsOnly(Map.of(
                        "os",
                        "Linux",
                        "arch",
                        "x86_64",
                        "platform",
                        "linux-x86_64",
                        "release",
                        "0.1.2",
                        "method",
                        "shell"));
    }

    @Test
    void answer_isOk_whileGoogleAnswersNothing_andNothingIsLostWhenItDoesAgain() throws Exception {
        try (Collector collector = start(ON)) {
            google.hold();
            for (int i = 0; i < 40; i++) {
                HttpResponse<String> answer = post(collector, event("install_start", CID.replace("9b", 10 + i + "")));
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("{\"ok\":true}");
            }
            assertThat(google.taken()).isEmpty();
            google.release();
            google.awaitTaken(40);
        }

        assertThat(google.brokenRules()).isEmpty();
        assertThat(google.taken())
                .extracting(Taken::install)
                .doesNotHaveDuplicates()
                .hasSize(40);
    }

    @Test
    void answer_isOk_whateverGoogleDoes() throws Exception {
        google.fail(Fault.SERVER_ERROR, Fault.RESET);
        try (Collector collector = start(ON)) {
            assertThat(post(collector, event("install_start", CID)).body()).isEqualTo("{\"ok\":true}");
            assertThat(post(collector, event("install_failed", CID)).body()).isEqualTo("{\"ok\":true}");
            google.awaitTaken(2);
            google.close();
            assertThat(post(collector, event("install_start", CID)).body()).isEqualTo("{\"ok\":true}");
        }

        assertThat(google.taken()).hasSize(2);
    }

    @Test
    void nothing_isWrittenAnywhere_ofWhatIsOnlyHandedOn() throws Exception {
        try (Collector collector = start(ON)) {
            post(collector, event("install_start", CID));
            post(collector, event("install_forgotten", CID)); // refused
            new Http(collector).upload(Http.command("a".repeat(32), 0, "run", true));
            google.awaitTaken(1);

            RunningCollector running = RunningCollector.find(data).orElseThrow();
            assertThat(rows(running, "select count(*) from initrunner.cli_command"))
                    .isEqualTo("[[1]]");
            assertThat(rows(running, "select * from overt.quarantine")).isEqualTo("[]");
            assertThat(rows(running, "select product from overt.drops where product = 'runmat'"))
                    .isEqualTo("[]");
            assertThat(rows(running, "select table_name from information_schema.tables where table_schema = 'runmat'"))
                    .isEqualTo("[]");
            String metrics = new Http(collector).get("/metrics").body();
            assertThat(metrics)
                    .contains("outcome=\"accepted\",product=\"runmat\",protocol=\"runmat\",reason=\"\"} 1.0")
                    .contains(
                            "outcome=\"rejected\",product=\"runmat\",protocol=\"runmat\",reason=\"undeclared_event\"} 1.0");
        }

        for (String text : List.of(CID, CID.replace("-", ""), "secret-name", "install_forgotten", "linux-x86_64")) {
            try (Stream<Path> files = Files.walk(data)) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file -> !file.startsWith(data.resolve("manifests")))
                                .filter(file -> contains(file, text)))
                        .isEmpty();
            }
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), UTF_8).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String rows(RunningCollector collector, String sql) {
        return collector.query(sql).rows().toString();
    }

    @Test
    void stop_deliversWhatIsInMemory() throws Exception {
        try (Collector collector = start(ON)) {
            for (int i = 0; i < 30; i++) {
                post(collector, event("install_start", CID.replace("9b", 10 + i + "")));
            }
        }

        assertThat(google.taken()).hasSize(30);
    }

    @Test
    void start_isRefused_whereEventsWouldBeLost() {
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(this::start)
                .withMessageContaining("the product runmat")
                .withMessageContaining("`retention.raw: none`")
                .withMessageContaining("under it `google-analytics` with what it needs.");
        assertThat(data.resolve("store.duckdb")).doesNotExist();
    }

    @Test
    void start_isRefused_whereADestinationIsSetUpAsItCannotBe() {
        assertRefused("google", Map.of(), Map.of(), "`google` is none that the manifest of runmat declares");
        assertRefused("google-analytics", Map.of(), Map.of(), "needs `measurement-id`");
        assertRefused("google-analytics", Map.of("measurement-id", "G-1"), Map.of(), "needs `api-secret`");
        assertRefused(
                "google-analytics",
                Map.of("measurement-id", "G-1", "api-secret", "seen-by-nobody"),
                Map.of(),
                "`api-secret` is a secret, which may not stand in this file");
        assertRefused(
                "google-analytics",
                Map.of("measurement-id", "G-1", "regoin", "eu"),
                Map.of("api-secret", "seen-by-nobody"),
                "`regoin` is no key of it. Known here: `begin`, `measurement-id`, `api-secret-file`");
        assertRefused(
                "google-analytics",
                Map.of("measurement-id", "G-1", "begin", "now"),
                Map.of("api-secret", "seen-by-nobody"),
                "`begin` is neither `start` nor `end`");
    }

    private void assertRefused(String name, Map<String, String> values, Map<String, String> secrets, String message) {
        assertThatExceptionOfType(CollectorException.class)
                .isThrownBy(() -> start(new ConfiguredDestination(name, values, secrets, "overt-collector.yaml:4:5")))
                .withMessageStartingWith("overt-collector.yaml:4:5: the destination `" + name + "`")
                .withMessageContaining(message)
                .withMessageNotContaining("seen-by-nobody");
    }
}
