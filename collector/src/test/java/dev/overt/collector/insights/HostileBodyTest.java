package dev.overt.collector.insights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.Example;
import dev.overt.collector.InitRunner;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Receiving;
import dev.overt.collector.web.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Whatever a request holds, each envelope of it comes to one end, and nothing is answered that a client sends again. */
final class HostileBodyTest {
    private static final String SECRET = "sk-live-S3CRET";
    private static final String OTHER_KEY = "99999999-2222-3333-4444-555555555555";
    private static final List<String> ODDITIES = List.of(
            "{}",
            "[]",
            "7",
            "null",
            "\"" + SECRET + "\"",
            "{\"iKey\":7}",
            "{\"iKey\":\"" + Envelopes.KEY + "\"}",
            "{\"iKey\":\"" + Envelopes.KEY + "\",\"data\":[],\"tags\":7}",
            "{\"iKey\":\"" + Envelopes.KEY + "\",\"data\":{\"baseType\":\"EventData\"}}",
            "{\"iKey\":\"" + Envelopes.KEY + "\",\"data\":{\"baseType\":{},\"baseData\":" + "[".repeat(50)
                    + "]".repeat(50) + "}}",
            Envelopes.envelope(Envelopes.KEY, "MetricData", "{\"x\":\"" + SECRET + "\"}"),
            Envelopes.event(OTHER_KEY, "cli_first_run", Map.of("secret", SECRET)),
            Envelopes.event(SECRET, "error", Map.of()),
            Envelopes.event(Envelopes.KEY, SECRET, Map.of(SECRET, SECRET, "error_message", true)),
            Envelopes.event(Envelopes.KEY, "tool_outputs_pruned", Map.of("count", 3)));
    private static final List<String> BROKEN =
            List.of("{", "{\"iKey\":\"" + Envelopes.KEY + "\"}}", "{\"iKey\"}", "\0");

    private static Receiving collector;

    @BeforeAll
    static void start() throws IOException {
        collector = new Receiving(
                Map.of(Envelopes.KEY, Example.manifest("altimate"), OTHER_KEY, InitRunner.manifest()),
                new InsightsProtocol());
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEnvelope_comesToOneEnd(int seed) {
        Random random = new Random(seed);
        boolean array = random.nextBoolean();
        List<String> envelopes = envelopes(random, array);
        String body =
                array ? envelopes.stream().collect(Collectors.joining(",", "[", "]")) : String.join("\n", envelopes);

        long before = kept();
        HttpResponse<String> response = collector.post("/v2/track", body.getBytes(StandardCharsets.UTF_8));

        List<Integer> refused = new ArrayList<>();
        Map<String, Integer> counts = counts(response.body(), refused);
        assertThat(response.statusCode())
                .isEqualTo(refused.isEmpty() ? 200 : refused.size() == envelopes.size() ? 400 : 206);
        assertThat(counts).containsEntry("itemsReceived", envelopes.size());
        assertThat(counts).containsEntry("itemsAccepted", envelopes.size() - refused.size());
        assertThat(refused).doesNotHaveDuplicates().allMatch(place -> place < envelopes.size());
        assertThat(kept() - before).isEqualTo(envelopes.size() - refused.size());
        assertThat(response.body() + collector.log.entries()).doesNotContain(SECRET);
    }

    private static List<String> envelopes(Random random, boolean array) {
        List<String> choices = new ArrayList<>(ODDITIES);
        if (array) {
            choices.add(Envelopes.event(Envelopes.KEY, "error", Map.of("error_message", "x".repeat(40_000))));
        } else {
            choices.addAll(BROKEN);
            choices.remove("[]"); // at the start it would be an array of none
        }
        return random.ints(random.nextInt(30), 0, choices.size())
                .mapToObj(choices::get)
                .toList();
    }

    /** How many envelopes are events that were kept, or no events and were counted. */
    private static long kept() {
        return collector.log.entries().stream()
                .mapToLong(entry -> entry instanceof LogEntry.ClientDrops drops
                        ? drops.counts().values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        : entry instanceof LogEntry.Accepted ? 1 : 0)
                .sum();
    }

    private static Map<String, Integer> counts(String answer, List<Integer> refused) {
        Map<String, Integer> counts = new HashMap<>();
        try (JsonParser json = Json.parser(answer.getBytes(StandardCharsets.UTF_8))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT && json.currentName().equals("index")) {
                    refused.add(json.getIntValue());
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    counts.put(json.currentName(), json.getIntValue());
                }
            }
        }
        return counts;
    }
}
