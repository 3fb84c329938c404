package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a batch holds, each of its events gets one result, and only what is declared gets into the log. */
final class RandomBatchTest {
    private static final String SECRET = "sk-live-S3CRET";
    private static final Manifest MANIFEST = InitRunner.manifest();
    private static final List<String> NAMES = names();

    private final FakeEventLog log = new FakeEventLog();
    private final Intake intake = new Intake(log, () -> Long.MAX_VALUE);
    private final Enforcer enforcer = new Enforcer(MANIFEST);

    private static List<String> names() {
        List<String> names =
                new ArrayList<>(MANIFEST.events().stream().map(Event::name).toList());
        MANIFEST.events().forEach(event -> MANIFEST.properties(event).forEach(property -> names.add(property.name())));
        names.addAll(List.of("hostname", "$ip", "token", "", "a b", "/home/" + SECRET, "{" + SECRET, "é" + SECRET));
        return names;
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void take_answersEveryEvent_andKeepsNothingUndeclared(int seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        String body = upload(random, ids);

        NativeUpload upload = NativeDecoder.decode(body.getBytes(StandardCharsets.UTF_8));
        List<Result> results = intake.take(enforcer, upload.events(), null, 1_763_683_200_000L);

        assertThat(results).extracting(result -> String.valueOf(result.id())).isEqualTo(ids);
        assertThat(log.entries())
                .hasSameSizeAs(results.stream()
                        .filter(result -> result.outcome() != Result.Outcome.DUPLICATE)
                        .toList());
        assertThat(log.entries().toString()).doesNotContain(SECRET);
        for (LogEntry entry : log.entries()) {
            if (entry instanceof LogEntry.Accepted accepted) {
                assertThat(accepted.properties().keySet()).isSubsetOf(declared(accepted.event()));
                assertThat(accepted.properties().values()).allMatch(RandomBatchTest::isScalar);
            }
        }
    }

    private static Set<String> declared(String event) {
        return MANIFEST.properties(MANIFEST.event(event).orElseThrow()).stream()
                .map(Property::name)
                .collect(Collectors.toSet());
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Long || value instanceof Boolean;
    }

    private static String upload(Random random, List<String> ids) {
        int count = random.nextInt(40);
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(random, ids));
        }
        return "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "a".repeat(64) + "\",\"batch\":\""
                + new UUID(1, 2) + "\",\"events\":" + events + "}";
    }

    private static String event(Random random, List<String> ids) {
        if (random.nextInt(10) == 0) {
            ids.add("null");
            return random.nextBoolean() ? "[" + value(random, 0) + "]" : "\"" + SECRET + "\"";
        }
        UUID id = new UUID(0x7000, random.nextInt(30));
        ids.add(id.toString());
        List<String> fields = new ArrayList<>();
        fields.add("\"id\":\"" + id + "\"");
        fields.add("\"event\":" + (random.nextInt(8) == 0 ? value(random, 0) : quoted(name(random))));
        fields.add("\"install\":" + value(random, 0));
        fields.add("\"at_millis\":" + value(random, 0));
        fields.add("\"properties\":" + (random.nextInt(8) == 0 ? value(random, 0) : object(random, 0)));
        if (random.nextInt(4) == 0) {
            fields.add(quoted("x" + name(random)) + ":" + value(random, 0));
        }
        Collections.shuffle(fields, random);
        return "{" + String.join(",", fields) + "}";
    }

    private static String object(Random random, int depth) {
        return IntStream.range(0, random.nextInt(12))
                .mapToObj(i -> quoted(name(random)) + ":" + value(random, depth))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth > 3 ? 8 : 10)) {
            case 0 -> quoted(SECRET);
            case 1 -> "true";
            case 2 -> "null";
            case 3 -> Integer.toString(random.nextInt(-10, 300));
            case 4 -> "-1.5e300";
            case 5 -> "9".repeat(random.nextInt(1, 60));
            case 6 -> quoted("run");
            case 7 -> quoted("3.12");
            case 8 -> object(random, depth + 1);
            default -> "[" + value(random, depth + 1) + "]";
        };
    }

    private static String name(Random random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
