package dev.overt.collector.receive;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code POST /v1/events}: the native protocol. */
final class NativeEndpoint implements Endpoint {
    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    NativeEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String key = BearerToken.of(request)
                .filter(sent -> keys.find(sent).isPresent())
                .orElseThrow(NativeEndpoint::unknownKey);
        RequestBody.checkJson(request);
        intake.checkFreeDisk();
        NativeUpload upload = NativeDecoder.decode(RequestBody.read(request));
        Enforcer enforcer = keys.find(key, upload.manifest()).orElseThrow(NativeEndpoint::unknownKey);
        if (!upload.product().equals(enforcer.product())) {
            throw new RefusedRequest(403, "product is not the one that the write key belongs to");
        }
        long receivedAtMillis = clock.millis();
        Sender sender = Sender.of(request, key);
        List<Result> results = intake.takeWhatFits(
                sender, enforcer, upload.events(), clientDrops(upload, receivedAtMillis), receivedAtMillis);
        boolean again = results.stream().anyMatch(result -> result.outcome() == Result.Outcome.RETRY);
        return Answer.json(
                200,
                again ? Map.of("Retry-After", Integer.toString(intake.retryAfterSeconds(sender))) : Map.of(),
                Json.write(json -> write(enforcer, results, json)));
    }

    private static RefusedRequest unknownKey() {
        return new RefusedRequest(401, "send Authorization: Bearer and the write key of a product served here");
    }

    private static LogEntry.@Nullable ClientDrops clientDrops(NativeUpload upload, long receivedAtMillis) {
        Map<String, Long> dropped = upload.dropped();
        return dropped.isEmpty()
                ? null
                : new LogEntry.ClientDrops(upload.batch(), upload.product(), dropped, receivedAtMillis);
    }

    private void write(Enforcer enforcer, List<Result> results, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("overt", 1);
        json.writeStringProperty("durability", intake.durability(enforcer));
        json.writeArrayPropertyStart("results");
        for (Result result : results) {
            json.writeStartObject();
            json.writeStringProperty(
                    "id", result.id() == null ? null : result.id().toString());
            json.writeStringProperty("result", result.outcome().code());
            if (result.reason() != null) {
                json.writeStringProperty("reason", result.reason());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
