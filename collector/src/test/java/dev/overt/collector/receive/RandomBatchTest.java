package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Sender;
import dev.overt.collector.web.TestLimits;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a batch holds, each of its events gets one result, and only what is declared gets into the log. */
final class RandomBatchTest {
    private static final String SECRET = "sk-live-S3CRET";
    private static final long ID_HIGH = 0x7000;
    private static final Manifest MANIFEST = InitRunner.manifest();
    private static final List<String> NAMES = names();

    private final FakeEventLog log = new FakeEventLog();
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
    void take_answersEveryEvent_andKeepsNothingUndeclared(int seed) throws IOException {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>();
        String body = upload(random, ids);
        int fit = random.nextInt(1, 60);
        int quarantined = random.nextInt(10);

        NativeUpload upload = NativeDecoder.decode(body.getBytes(StandardCharsets.UTF_8));
        List<Result> results;
        try (Intake intake = intake(fit, quarantined)) {
            results = intake.takeWhatFits(new Sender(1, 2), enforcer, upload.events(), null, 1_763_683_200_000L);
        }

        assertThat(results).extracting(result -> String.valueOf(result.id())).isEqualTo(ids);
        assertThat(results.stream().map(Result::outcome).map(Enum::name).toList())
                .isEqualTo(expected(results, fit, quarantined));
        assertLogIs(results);
        assertThat(log.entries().toString()).doesNotContain(SECRET);
        for (LogEntry entry : log.entries()) {
            if (entry instanceof LogEntry.Accepted accepted) {
                assertThat(accepted.properties().keySet()).isSubsetOf(declared(accepted.event()));
                assertThat(accepted.properties().values()).allMatch(RandomBatchTest::isScalar);
            }
        }
    }

    private Intake intake(int fit, int quarantined) {
        return new Intake(
                log,
                () -> Long.MAX_VALUE,
                new TestLimits()
                        .keyEvents(TestLimits.atOnce(fit))
                        .quarantinedEvents(TestLimits.atOnce(quarantined))
                        .build(),
                product -> true,
                new byte[] {1});
    }

    /** Outcomes by the rules that the protocol states; what an event is refused for is left to enforcement. */
    private static List<String> expected(List<Result> results, int fit, int quarantined) {
        List<String> outcomes = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        int refused = 0;
        for (Result result : results) {
            if (result.id() != null && seen.contains(result.id())) {
                outcomes.add("DUPLICATE");
            } else if (outcomes.size() >= fit) {
                outcomes.add("RETRY");
            } else {
                if (result.id() != null) {
                    seen.add(result.id());
                }
                boolean accepted = result.reason() == null;
                outcomes.add(accepted ? "ACCEPTED" : refused++ < quarantined ? "QUARANTINED" : "REJECTED");
            }
        }
        return outcomes;
    }

    /** What was accepted or quarantined is in the log in its order, what was rejected as a count, and nothing else. */
    private void assertLogIs(List<Result> results) {
        List<String> kept = new ArrayList<>();
        Map<String, Long> rejected = new TreeMap<>();
        for (Result result : results) {
            switch (result.outcome()) {
                case ACCEPTED -> kept.add("accepted " + result.id());
                case QUARANTINED -> kept.add(result.reason() + " " + (result.id() == null ? "" : result.id()));
                case REJECTED -> rejected.merge(String.valueOf(result.reason()), 1L, Long::sum);
                default -> assertThat(result.reason()).isIn("repeated_id", "rate_limit");
            }
        }
        List<String> logged = new ArrayList<>();
        Map<String, Long> counted = new TreeMap<>();
        for (LogEntry entry : log.entries()) {
            if (entry instanceof LogEntry.Accepted accepted) {
                logged.add("accepted " + accepted.id());
            } else if (entry instanceof LogEntry.Quarantined refused) {
                boolean sentId = refused.id().getMostSignificantBits() == ID_HIGH;
                logged.add(refused.reason().code() + " " + (sentId ? refused.id() : ""));
            } else if (entry instanceof LogEntry.Rejected only) {
                counted.merge(only.reason().code(), only.count(), Long::sum);
            }
        }
        assertThat(logged).isEqualTo(kept);
        assertThat(counted).isEqualTo(rejected);
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
        UUID id = new UUID(ID_HIGH, random.nextInt(30));
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
        if (random.nextInt(12) == 0) {
            fields.add("\"padding\":" + quoted(SECRET.repeat(2_500)));
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
