package dev.overt.collector.ga4;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.enforce.Verdict;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /debug/mp/collect}: says what of the events would not be kept, and keeps none.
 *
 * <pre>
 * {"validationMessages": [{"fieldPath": "events/0/name", "description": "…", "validationCode": "NAME_INVALID"}…]}
 * </pre>
 */
final class DebugEndpoint implements Endpoint {
    private static final int MAX_MESSAGES = 100;

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    private record Message(String path, String description, String code) {}

    DebugEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        List<Message> messages = new ArrayList<>();
        try {
            byte[] body = RequestBody.read(request);
            Enforcer enforcer = keys.find(CollectEndpoint.secret(request)).orElseThrow(CollectEndpoint::unknownSecret);
            for (IncomingEvent event : Ga4Decoder.decode(body, intake)) {
                check(event, enforcer, messages);
            }
        } catch (RefusedRequest refused) {
            if (refused.status() == 429 || refused.status() >= 500) {
                throw refused;
            }
            messages.add(new Message("", String.valueOf(refused.getMessage()), "VALUE_INVALID"));
        }
        return Answer.json(200, json(messages));
    }

    private void check(IncomingEvent event, Enforcer enforcer, List<Message> messages) {
        Verdict verdict = enforcer.enforce(event, clock.millis());
        if (verdict instanceof Verdict.Quarantined refused) {
            LogEntry.Quarantined entry = refused.entry();
            messages.add(new Message(entry.pointer(), entry.reason().code(), "NAME_INVALID"));
            return;
        }
        String pointer = event instanceof IncomingEvent.WellFormed formed ? formed.pointer() : "";
        for (Drop drop : ((Verdict.Accepted) verdict).entry().drops()) {
            messages.add(new Message(
                    pointer + "/params/" + drop.property(), drop.reason().code(), "VALUE_INVALID"));
        }
    }

    private static byte[] json(List<Message> messages) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("validationMessages");
            messages.stream().limit(MAX_MESSAGES).forEach(message -> {
                json.writeStartObject();
                json.writeStringProperty("fieldPath", message.path.isEmpty() ? "" : message.path.substring(1));
                json.writeStringProperty("description", message.description);
                json.writeStringProperty("validationCode", message.code);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
