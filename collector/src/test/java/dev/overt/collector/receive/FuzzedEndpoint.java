package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** An endpoint that any bytes are sent to as a body, and what its answer must say of them. A new decoder is a constant here. */
enum FuzzedEndpoint {
    NATIVE(AnyProtocolTest.Wrapping.NATIVE, "/v1/events", "application/json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            List<String> results = scalars(answer, "result");
            assertThat(results).filteredOn("accepted"::equals).hasSize(accepted(entries));
            assertThat(results).filteredOn("quarantined"::equals).hasSize(quarantined(entries));
            assertThat(results).isSubsetOf("accepted", "quarantined", "duplicate");
            int sent = elements(body, "events");
            assertThat(sent < 0 || sent == results.size())
                    .as("%d results for %d events", results.size(), sent)
                    .isTrue();
        }
    },
    POSTHOG_BATCH(AnyProtocolTest.Wrapping.POSTHOG, "/batch/", "application/json"),
    POSTHOG_CAPTURE(AnyProtocolTest.Wrapping.POSTHOG, "/e/?ip=0", "application/x-www-form-urlencoded"),
    POSTHOG_ANALYTICS(AnyProtocolTest.Wrapping.POSTHOG, "/i/v1/analytics/events", "application/json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            List<String> results = scalars(answer, "result");
            assertThat(results).isSubsetOf("ok", "warning", "drop");
            assertThat(results.stream().filter(result -> !result.equals("drop")).count())
                    .isLessThanOrEqualTo(accepted(entries));
        }
    },
    INSIGHTS(AnyProtocolTest.Wrapping.INSIGHTS, "/v2/track", "application/json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            long received = Long.parseLong(scalars(answer, "itemsReceived").get(0));
            long accepted = Long.parseLong(scalars(answer, "itemsAccepted").get(0));
            List<String> refused = scalars(answer, "index");
            assertThat(received).isEqualTo(accepted + refused.size());
            assertThat(refused).doesNotHaveDuplicates();
            assertThat(accepted).isEqualTo(accepted(entries) + dropped(entries));
        }
    },
    RUNMAT(AnyProtocolTest.Wrapping.RUNMAT, "/api/telemetry", "application/json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            assertThat(entries).hasSize(1);
        }
    },
    SEGMENT(AnyProtocolTest.Wrapping.SEGMENT, "/v1/batch", "application/json"),
    SEGMENT_TRACK(AnyProtocolTest.Wrapping.SEGMENT, "/v1/track", "text/plain"),
    OTLP_JSON(AnyProtocolTest.Wrapping.OTLP, "/v1/logs", "application/json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            List<String> rejected = scalars(answer, "rejectedLogRecords");
            long told = rejected.isEmpty() ? 0 : Long.parseLong(rejected.get(0));
            assertThat(told).isEqualTo(quarantined(entries) + dropped(entries));
        }
    },
    OTLP_PROTOBUF(null, "/v1/logs", "application/x-protobuf"),
    GA4(AnyProtocolTest.Wrapping.GA4, "/mp/collect?measurement_id=G-1&api_secret=" + Receiving.KEY, "application/json"),
    CLOUD_EVENTS(AnyProtocolTest.Wrapping.CLOUD_EVENTS, "/cloudevents", "application/cloudevents-batch+json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            int sent = elements(body, "");
            assertThat(accepted(entries) + quarantined(entries) <= sent || sent < 0)
                    .as("%s of %d events", entries, sent)
                    .isTrue();
        }
    },
    CLOUD_EVENT(AnyProtocolTest.Wrapping.CLOUD_EVENTS, "/cloudevents", "application/cloudevents+json") {
        @Override
        void check(byte[] body, String answer, List<LogEntry> entries) {
            assertThat(entries).hasSize(1);
        }
    };

    private static final Path GOLDEN = Path.of("../protocol/golden");
    private static final int SEEDS = 4;

    private final AnyProtocolTest.@Nullable Wrapping wrapping;
    final String path;
    final String contentType;

    FuzzedEndpoint(AnyProtocolTest.@Nullable Wrapping wrapping, String path, String contentType) {
        this.wrapping = wrapping;
        this.path = path;
        this.contentType = contentType;
    }

    /** What the answer to a body that was taken must say, beside what the log holds of it. */
    void check(byte[] body, String answer, List<LogEntry> entries) {}

    /** Whether every event has the same id again when it is sent again, also one that came without an id. */
    boolean derivesIds() {
        return !name().startsWith("POSTHOG") && this != GA4 && this != RUNMAT;
    }

    /** What a fuzzer begins with: bodies as clients write them, plain and compressed, and all that {@link #kept} has. */
    List<byte[]> seeds() {
        List<String> bodies = new ArrayList<>();
        for (int seed = 0; wrapping != null && seed < SEEDS; seed++) {
            List<String> events = AnyProtocolTest.events(wrapping, new Random(seed));
            bodies.addAll(wrapping.bodies(events.subList(0, seed)));
            bodies.add(events.get(seed));
        }
        List<byte[]> seeds = new ArrayList<>(kept());
        bodies.forEach(body -> seeds.add(body.getBytes(StandardCharsets.UTF_8)));
        if (this == NATIVE) {
            seeds.addAll(files(GOLDEN, "upload"));
        }
        seeds.addAll(seeds.stream().limit(SEEDS).map(Receiving::gzip).toList());
        return seeds;
    }

    /** Inputs that a fuzzer found faults with, which were mended, and samples that nothing else here writes. */
    List<byte[]> kept() {
        Path folder = Path.of("src/test/fuzz", name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return Files.isDirectory(folder) ? files(folder, "") : List.of();
    }

    private static List<byte[]> files(Path folder, String prefix) {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                if (path.getFileName().toString().startsWith(prefix)) {
                    files.add(Files.readAllBytes(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static int accepted(List<LogEntry> entries) {
        return (int)
                entries.stream().filter(LogEntry.Accepted.class::isInstance).count();
    }

    private static int quarantined(List<LogEntry> entries) {
        return (int)
                entries.stream().filter(LogEntry.Quarantined.class::isInstance).count();
    }

    private static long dropped(List<LogEntry> entries) {
        return entries.stream()
                .filter(LogEntry.ClientDrops.class::isInstance)
                .flatMap(entry -> ((LogEntry.ClientDrops) entry).counts().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The scalars under {@code name}, wherever they stand. */
    private static List<String> scalars(String answer, String name) {
        List<String> values = new ArrayList<>();
        try (JsonParser json = Json.parser(answer.getBytes(StandardCharsets.UTF_8))) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && name.equals(json.currentName())) {
                    values.add(json.getString());
                }
            }
        }
        return values;
    }

    /** How many elements the body's last array under {@code name} at the top has, or the whole body; -1 if unknown. */
    private static int elements(byte[] body, String name) {
        int elements = -1;
        try (JsonParser json = Json.parser(body)) {
            JsonToken token = json.nextToken();
            if (name.isEmpty()) {
                return token == JsonToken.START_ARRAY ? length(json) : -1;
            }
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                if (json.nextToken() == JsonToken.START_ARRAY && key.equals(name)) {
                    elements = length(json);
                } else {
                    json.skipChildren();
                }
            }
        } catch (JacksonException compressed) {
            return -1;
        }
        return elements;
    }

    private static int length(JsonParser json) {
        int length = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
            length++;
        }
        return length;
    }
}
