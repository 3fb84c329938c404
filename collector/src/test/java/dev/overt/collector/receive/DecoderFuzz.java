package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.TestLimits;
import dev.overt.manifest.Event;
import dev.overt.manifest.Property;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes as the body of a request to one endpoint: never a fault of the collector's, never a request without its answer,
 * and in the log nothing undeclared. {@code benchmarks/fuzz} has a coverage-guided fuzzer choose the bytes.
 */
public final class DecoderFuzz implements AutoCloseable {
    private static final String NAME = "[A-Za-z$][A-Za-z0-9_$]{0,59}|\\*";
    /** Places in a request, by words of its protocol and numbers alone. */
    private static final String POINTER =
            "(/([0-9]+|events|batch|resourceLogs|scopeLogs|logRecords|data|baseData|id|uuid|messageId|name|event|event_label"
                    + "|eventLabel|eventName|type|properties|params|attributes|body))*";

    private static @Nullable DecoderFuzz fuzzed;

    private final FuzzedEndpoint endpoint;
    private final Receiving receiving;

    DecoderFuzz(FuzzedEndpoint endpoint) throws IOException {
        this.endpoint = endpoint;
        this.receiving = new Receiving(new TestLimits().build(), AnyProtocolTest.MANIFEST, AnyProtocolTest.protocols());
    }

    /** Called by the fuzzer. The argument is the name of a {@link FuzzedEndpoint}. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        fuzzed = new DecoderFuzz(FuzzedEndpoint.valueOf(arguments[0]));
    }

    /** Called by the fuzzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) {
        Objects.requireNonNull(fuzzed).send(input);
    }

    /** Writes the seeds of the endpoint named first into the folder named second. */
    public static void main(String[] arguments) throws IOException {
        int seed = 0;
        for (byte[] body : FuzzedEndpoint.valueOf(arguments[0]).seeds()) {
            Files.write(Path.of(arguments[1], "seed-" + seed++), body);
        }
    }

    /** Sends {@code body} twice, which must come to the same. */
    void send(byte[] body) {
        List<LogEntry> entries = sendOnce(body);
        if (!entries.isEmpty()) {
            assertThat(told(sendOnce(body))).isEqualTo(told(entries));
        }
    }

    private List<LogEntry> sendOnce(byte[] body) {
        HttpResponse<String> answer = receiving.post(
                endpoint.path,
                body,
                "Authorization",
                "Bearer " + Receiving.KEY,
                "Content-Type",
                endpoint.contentType,
                "x-telemetry-key",
                Receiving.KEY,
                "x-overt-key",
                Receiving.KEY);
        List<LogEntry> entries = receiving.log.drain();
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
        entries.forEach(DecoderFuzz::checkEntry);
        assertThat(entries.stream().map(DecoderFuzz::id)).doesNotHaveDuplicates();
        if (answer.statusCode() < 300) {
            endpoint.check(body, answer.body(), entries);
        }
        return entries;
    }

    /** What is stored, with the ids by which a resent event is told; where the protocol has none, without them. */
    private List<LogEntry.Accepted> told(List<LogEntry> entries) {
        return entries.stream()
                .filter(LogEntry.Accepted.class::isInstance)
                .map(LogEntry.Accepted.class::cast)
                .map(entry -> endpoint.derivesIds() ? entry : withoutId(entry))
                .toList();
    }

    private static LogEntry.Accepted withoutId(LogEntry.Accepted entry) {
        return new LogEntry.Accepted(
                new UUID(0, 0),
                entry.product(),
                entry.event(),
                entry.install(),
                entry.atMillis(),
                entry.receivedAtMillis(),
                entry.properties(),
                entry.drops());
    }

    private static UUID id(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted accepted) {
            return accepted.id();
        }
        return entry instanceof LogEntry.Quarantined refused ? refused.id() : UUID.randomUUID();
    }

    private static void checkEntry(LogEntry entry) {
        if (entry instanceof LogEntry.Accepted accepted) {
            checkAccepted(accepted);
        } else if (entry instanceof LogEntry.Quarantined refused) {
            assertThat(refused.event()).matches(NAME);
            assertThat(refused.pointer()).matches(POINTER);
        } else if (entry instanceof LogEntry.ClientDrops drops) {
            assertThat(drops.counts().keySet()).allMatch(reason -> reason.matches(NAME));
        }
    }

    private static void checkAccepted(LogEntry.Accepted accepted) {
        Event event = AnyProtocolTest.MANIFEST.event(accepted.event()).orElseThrow();
        Map<String, Property> declared = AnyProtocolTest.MANIFEST.properties(event).stream()
                .collect(Collectors.toMap(Property::name, Function.identity()));
        accepted.properties().forEach((name, value) -> {
            Property property = Objects.requireNonNull(declared.get(name), name);
            assertThat(property.type().accept(new Declared().of(value)))
                    .as("%s: %s", name, value)
                    .isTrue();
        });
        assertThat(accepted.install() == null || accepted.install().matches("[0-9a-f]{32}"))
                .as(accepted.install())
                .isTrue();
        assertThat(accepted.drops()).allMatch(drop -> drop.property().matches(NAME));
    }

    @Override
    public void close() {
        receiving.close();
    }
}
