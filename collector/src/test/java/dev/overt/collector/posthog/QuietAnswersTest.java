package dev.overt.collector.posthog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.receive.Receiving;
import dev.overt.collector.web.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

final class QuietAnswersTest {
    private static Receiving collector;

    @BeforeAll
    static void start() throws IOException {
        collector = new Receiving();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/flags/?v=2 \"flags\":{}",
                "/flags?v=2&config=true \"sessionRecording\":false",
                "/decide/?v=3 \"featureFlags\":{}",
                "/decide/?v=3 \"featureFlagPayloads\":{}",
                "/decide/?v=3 \"errorsWhileComputingFlags\":false",
                "/array/phc_x/config \"hasFeatureFlags\":false",
                "/array/phc_x/config \"autocapture_opt_out\":true",
                "/array/phc_x/config \"surveys\":false",
                "/api/surveys/?token=phc_x \"surveys\":[]",
                "/api/web_experiments/?token=phc_x \"experiments\":[]",
                "/api/early_access_features/?token=phc_x \"earlyAccessFeatures\":[]",
                "/s/?compression=gzip-js \"status\":\"Ok\"",
                "/i/v1/logs?token=phc_x \"status\":\"Ok\"",
                "/i/v1/metrics?token=phc_x \"status\":\"Ok\"",
                "/i/v0/ai \"status\":\"Ok\"",
            })
    void answer_saysThatThereIsNothing_toAnybody(String path, String part) {
        for (HttpRequest.Builder request : new HttpRequest.Builder[] {
            collector.request(path).GET(),
            collector.request(path).POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {0x1f, (byte) 0x8b, 0, 1}))
        }) {
            HttpResponse<String> response = collector.send(request);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
            assertThat(response.body()).contains(part);
            checkJson(response.body());
        }
        assertThat(collector.log.entries()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/static/array.js",
                "/static/surveys.js?v=1.418.10",
                "/static/1.434.18/surveys.js",
                "/array/phc_x/array.js"
            })
    void script_isEmpty(String path) {
        HttpResponse<String> response = collector.send(collector.request(path).GET());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/javascript");
        assertThat(response.body()).startsWith("//");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/feature_flag/local_evaluation?token=phc_x&send_cohorts", "/flags/definitions?token=phc_x"})
    void definitions_areNone(String path) {
        assertThat(get(path)).isEqualTo("{\"flags\":[],\"group_type_mapping\":{},\"cohorts\":{}}");
    }

    @Test
    void configScript_setsWhatTheConfigSays_underTheKeyOfItsPath() {
        String script = get("/array/phc_Ab-1/config.js");

        assertThat(script).contains("[\"phc_Ab-1\"]={config:" + get("/array/phc_Ab-1/config") + ",siteApps:[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/array/a%22b/config.js", "/array/%3Cscript%3E/config.js", "/array/a%5C/config.js"})
    void configScript_repeatsNothingThatIsNoKey(String path) {
        HttpResponse<String> response = collector.send(collector.request(path).GET());

        assertThat(response.statusCode()).isBetween(400, 404);
        assertThat(response.body()).doesNotContain("a\"b", "script>", "a\\");
    }

    private static String get(String path) {
        return collector.send(collector.request(path).GET()).body();
    }

    private static void checkJson(String text) {
        try (JsonParser json = Json.parser(text.getBytes(StandardCharsets.UTF_8))) {
            json.nextToken();
            json.skipChildren();
            assertThat(json.nextToken()).isNull();
        }
    }
}
