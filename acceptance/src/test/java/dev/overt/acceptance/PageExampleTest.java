package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples on a product's page, sent as they stand there, but for id and time, to a collector of that product. */
final class PageExampleTest {
    private static final Pattern PAYLOAD = Pattern.compile("```json\n(\\{\n  \"overt\".*?)```", Pattern.DOTALL);
    private static final Pattern POSTED = Pattern.compile("```json\n(\\{\n  \"event_label\".*?)```", Pattern.DOTALL);
    private static final Pattern EVENT_ID = Pattern.compile("(?<=\"id\": \")[^\"]+");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "altimate", "ktx"})
    void example_isStoredWhole_whenItIsSent(String name) throws Exception {
        Path example = Checkout.ROOT.resolve("examples").resolve(name);
        List<String> payloads = payloads(example.resolve("TELEMETRY.md"));
        assertThat(payloads).isNotEmpty();
        try (ServedCollector collector =
                ServedCollector.start(folder.resolve("data"), example.resolve("telemetry.yaml"))) {
            for (String payload : payloads) {
                HttpResponse<String> answer = post(collector, payload);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"result\":\"accepted\"");
                assertThat(collector.count("select count(*) from " + table(payload)))
                        .isEqualTo(1);
            }
            assertThat(collector.count("select count(*) from overt.quarantine")).isZero();
            assertThat(collector
                            .query("select event, property, reason from overt.drops")
                            .rows())
                    .isEmpty();
        }
    }

    /** What a script posts. */
    @Test
    void postedExample_isStoredWhole_whenItIsSent() throws Exception {
        Path example = Checkout.ROOT.resolve("examples/onecli");
        List<String> posted = POSTED.matcher(Files.readString(example.resolve("TELEMETRY.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        try (ServedCollector collector =
                ServedCollector.start(folder.resolve("data"), example.resolve("telemetry.yaml"))) {
            HttpRequest request = HttpRequest.newBuilder(collector.address().resolve("/api/telemetry"))
                    .header("x-telemetry-key", collector.writeKey())
                    .POST(HttpRequest.BodyPublishers.ofString(posted.get(0)))
                    .build();
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(collector.count("select count(*) from onecli.install_complete"))
                    .isEqualTo(1);
            assertThat(collector.count(
                            "select (select count(*) from overt.quarantine) + (select count(*) from overt.drops)"))
                    .isZero();
        }
    }

    /** Each with an event id of its own, since those on a page are all the same, and of today. */
    private static List<String> payloads(Path page) throws IOException {
        String today = "\"at_millis\": " + System.currentTimeMillis();
        return PAYLOAD.matcher(Files.readString(page))
                .results()
                .map(found -> EVENT_ID.matcher(found.group(1))
                        .replaceAll(UUID.randomUUID().toString())
                        .replaceAll("\"at_millis\": \\d+", today))
                .toList();
    }

    private static String table(String payload) {
        return find("\"product\": \"([^\"]+)", payload).replace('-', '_') + "."
                + find("\"event\": \"([^\"]+)", payload);
    }

    private static String find(String pattern, String payload) {
        Matcher matcher = Pattern.compile(pattern).matcher(payload);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static HttpResponse<String> post(ServedCollector collector, String payload) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(collector.address().resolve("/v1/events"))
                .header("Authorization", "Bearer " + collector.writeKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
