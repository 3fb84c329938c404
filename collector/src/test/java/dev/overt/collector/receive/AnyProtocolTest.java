package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.EveryType;
import dev.overt.collector.cloudevents.CloudEventsProtocol;
import dev.overt.collector.ga4.Ga4Protocol;
import dev.overt.collector.insights.InsightsProtocol;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.otlp.OtlpProtocol;
import dev.overt.collector.posthog.PostHogProtocol;
import dev.overt.collector.runmat.RunMatProtocol;
import dev.overt.collector.segment.SegmentProtocol;
import dev.overt.collector.web.Json;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Property;
import dev.overt.manifest.PropertyType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is sent, in whichever protocol, by declared names, foreign ones and others: only declared names and values that
 * their types declare get into the log, and nothing that a sender worded.
 */
final class AnyProtocolTest {
    private static final int REQUESTS = 60;
    private static final int EVENTS = 20;

    /** Every property of the event is called otherwise by some client, but for those that only Overt's own may send. */
    static final Manifest MANIFEST = EveryType.manifestWith(
            "  batch_done:\n", "  batch_done:\n    from: [done, $done]\n",
            "mode: {type: enum, values: [fast, slow]}", "mode: {type: enum, values: [fast, slow], from: [$mode, m]}",
            "retried: {type: boolean}", "retried: {type: boolean, from: [$retried]}",
            "min: -5, max: 1000}", "min: -5, max: 1000, from: [$size]}",
            "decimals: 2}", "decimals: 2, from: [$share]}",
            "bounds: [1KB, 1MB]}", "bounds: [1KB, 1MB], from: [$bytes]}",
            "model: {type: name, max: 40}", "model: {type: name, max: 40, from: [$model]}",
            "otherwise: other, max: 3}", "otherwise: other, max: 3, from: [$sources]}",
            "otherwise: other, max: 1000}", "otherwise: other, max: 1000, from: [$kinds]}");

    private static final Event EVENT = MANIFEST.event("batch_done").orElseThrow();
    private static final Map<String, Property> PROPERTIES = MANIFEST.properties(EVENT).stream()
            .collect(Collectors.toMap(Property::name, property -> property, (one, other) -> one, TreeMap::new));

    /** How each protocol wraps events; a new one is a constant here. */
    enum Wrapping {
        NATIVE("/v1/events", "event", "id") {
            @Override
            String body(List<String> events) {
                return "{\"overt\":1,\"product\":\"every-type\",\"manifest\":\"sha256:" + "a".repeat(64)
                        + "\",\"batch\":\"" + new UUID(1, 1) + "\",\"events\":" + events + "}";
            }
        },
        POSTHOG("/batch/", "event", "uuid") {
            @Override
            String body(List<String> events) {
                return "{\"api_key\":\"" + Receiving.KEY + "\",\"batch\":" + events + "}";
            }
        },
        INSIGHTS("/v2/track", "name", "id") {
            @Override
            String body(List<String> events) {
                return events.stream()
                        .map(event -> "{\"iKey\":\"" + Receiving.KEY
                                + "\",\"data\":{\"baseType\":\"EventData\",\"baseData\":" + event + "}}")
                        .collect(Collectors.joining("\n"));
            }

            @Override
            String value(String json) {
                return json.startsWith("\"")
                        ? json
                        : "\"" + json.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            }
        },
        RUNMAT("/v1/t", "event", "uuid") {
            @Override
            List<String> bodies(List<String> events) {
                return events;
            }

            @Override
            String event(String name, String properties, String more) {
                return super.event(name, properties, more + ",\"cid\":\"secret\"");
            }
        },
        SEGMENT("/v1/batch", "event", "messageId") {
            @Override
            String body(List<String> events) {
                return "{\"writeKey\":\"" + Receiving.KEY + "\",\"batch\":" + events + "}";
            }

            @Override
            String event(String name, String properties, String more) {
                return super.event(
                        name, properties, more + ",\"type\":\"track\",\"context\":{\"secret\":{\"a\":\"secret\"}}");
            }
        },
        OTLP("/v1/logs", "eventName", "id") {
            @Override
            String body(List<String> events) {
                return "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":" + events
                        + "}],\"resource\":{\"attributes\":[{\"key\":\"host.name\",\"value\":{\"stringValue\":\"secret\"}}]}}]}";
            }

            @Override
            String event(String name, String properties, String more) {
                return "{\"eventName\":\"" + name + "\",\"attributes\":" + properties + more + "}";
            }

            @Override
            String properties(List<String> members) {
                return members.stream()
                        .map(member -> "{\"key\":" + member.replaceFirst("(?s)^(\"[^\"]*\"):", "$1,\"value\":") + "}")
                        .collect(Collectors.joining(",", "[", "]"));
            }

            @Override
            String value(String json) {
                return attribute(json);
            }
        },
        GA4("/mp/collect?measurement_id=G-1&api_secret=" + Receiving.KEY, "name", "id") {
            @Override
            String body(List<String> events) {
                return "{\"client_id\":\"secret\",\"user_properties\":{\"secret\":{\"value\":\"secret\"}},\"events\":"
                        + events + "}";
            }

            @Override
            String event(String name, String properties, String more) {
                return super.event(name, "0,\"params\":" + properties, more);
            }
        },
        CLOUD_EVENTS("/cloudevents", "type", "id") {
            @Override
            String event(String name, String properties, String more) {
                return super.event(name, "0,\"data\":" + properties, more);
            }

            @Override
            String contentType() {
                return "application/cloudevents-batch+json";
            }
        };

        private static String attribute(String json) {
            try (var parser = Json.parser(json.getBytes(StandardCharsets.UTF_8))) {
                parser.nextToken();
                return attribute(SentValue.read(parser), json);
            }
        }

        private static String attribute(@Nullable Object value, String json) {
            if (value == null) {
                return "{}";
            }
            if (value instanceof List<?> list) {
                return list.stream()
                        .map(item -> attribute(item, quoted(String.valueOf(item))))
                        .collect(Collectors.joining(",", "{\"arrayValue\":{\"values\":[", "]}}"));
            }
            if (value instanceof Map<?, ?> map) {
                return map.entrySet().stream()
                        .map(entry -> "{\"key\":" + quoted(String.valueOf(entry.getKey())) + ",\"value\":"
                                + attribute(entry.getValue(), quoted(String.valueOf(entry.getValue()))) + "}")
                        .collect(Collectors.joining(",", "{\"kvlistValue\":{\"values\":[", "]}}"));
            }
            String kind = value instanceof String
                    ? "stringValue"
                    : value instanceof Boolean ? "boolValue" : value instanceof Long ? "intValue" : "doubleValue";
            return "{\"" + kind + "\":" + (value instanceof Boolean ? value : json) + "}";
        }

        private static String quoted(String text) {
            return new String(Json.write(json -> json.writeString(text)), StandardCharsets.UTF_8);
        }

        private final String path;
        private final String nameField;
        private final String idField;

        Wrapping(String path, String nameField, String idField) {
            this.path = path;
            this.nameField = nameField;
            this.idField = idField;
        }

        List<String> bodies(List<String> events) {
            return List.of(body(events));
        }

        String body(List<String> events) {
            return events.toString();
        }

        String event(String name, String properties, String more) {
            return "{\"" + idField + "\":\"" + UUID.randomUUID() + "\",\"" + nameField + "\":\"" + name
                    + "\",\"properties\":" + properties + more + "}";
        }

        String properties(List<String> members) {
            return members.stream().collect(Collectors.joining(",", "{", "}"));
        }

        String contentType() {
            return "application/json";
        }

        /** A property's value, as the protocol can send it. */
        String value(String json) {
            return json;
        }
    }

    @ParameterizedTest
    @EnumSource(Wrapping.class)
    void log_holdsOnlyWhatIsDeclared_whateverWasSent(Wrapping wrapping) throws IOException {
        try (Receiving receiving = new Receiving(MANIFEST, protocols())) {
            for (int seed = 0; seed < REQUESTS; seed++) {
                for (String body : wrapping.bodies(events(wrapping, new Random(seed)))) {
                    var answer = receiving.post(
                            wrapping.path,
                            body.getBytes(StandardCharsets.UTF_8),
                            "Authorization",
                            "Bearer " + Receiving.KEY,
                            "Content-Type",
                            wrapping.contentType());
                    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
                }
            }
            check(wrapping, receiving.log.entries());
        }
    }

    static Protocol[] protocols() {
        return new Protocol[] {
            new NativeProtocol(),
            new PostHogProtocol(),
            new InsightsProtocol(),
            new RunMatProtocol(),
            new SegmentProtocol(),
            new OtlpProtocol(),
            new Ga4Protocol(),
            new CloudEventsProtocol()
        };
    }

    static List<String> events(Wrapping wrapping, Random random) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            String name = pick(List.of("batch_done", "done", "$done", "Done", "secret event", "page_opened"), random);
            String more = ",\"m\":\"slow\",\"$model\":\"gpt-4o\",\"/home/secret\":\"secret\"";
            events.add(wrapping.event(name, properties(wrapping, random), more));
        }
        return events;
    }

    private static String properties(Wrapping wrapping, Random random) {
        List<String> members = new ArrayList<>(List.of(
                "\"user secret\":" + wrapping.value("\"secret\""), "\"$ip\":" + wrapping.value("\"10.0.0.1\"")));
        for (Property property : PROPERTIES.values()) {
            List<String> names = new ArrayList<>(property.from());
            names.add(property.name());
            names.add("secret " + property.name());
            members.add(
                    "\"" + pick(names, random) + "\":" + wrapping.value(new RandomValue(random).of(property.type())));
        }
        return wrapping.properties(members);
    }

    private static <T> T pick(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void check(Wrapping wrapping, List<LogEntry> entries) {
        Set<String> seen = new TreeSet<>();
        Declared declared = new Declared();
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Quarantined refused) {
                assertThat(refused.event()).isIn("*", "Done");
                assertThat(refused.pointer())
                        .matches("(/events|/batch)?(/[a-zA-Z]+/[0-9]+)*(/[0-9]+)?(/data/baseData)?/"
                                + wrapping.nameField);
            } else if (entry instanceof LogEntry.Accepted accepted
                    && accepted.event().equals(EVENT.name())) {
                assertThat(accepted.drops().toString()).doesNotContain("secret");
                accepted.properties().forEach((name, value) -> {
                    Property property = Objects.requireNonNull(PROPERTIES.get(name), name);
                    assertThat(property.type().accept(declared.of(value)))
                            .as("%s: %s", name, value)
                            .isTrue();
                    seen.add(name);
                });
            }
        }
        assertThat(seen).isEqualTo(kept(wrapping));
    }

    /** Whoever sends them by another protocol has not scrubbed, masked or keyed them. */
    private static Set<String> kept(Wrapping wrapping) {
        Set<String> kept = new TreeSet<>(PROPERTIES.keySet());
        if (wrapping != Wrapping.NATIVE) {
            kept.removeIf(name -> {
                PropertyType type = Objects.requireNonNull(PROPERTIES.get(name)).type();
                return type instanceof PropertyType.FreeText || type instanceof PropertyType.Hash;
            });
        }
        return kept;
    }
}
