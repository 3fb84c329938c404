package dev.overt.collector.operate;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import java.util.List;
import org.eclipse.jetty.server.Request;

/**
 * {@code GET /readyz}: 200 while events should be sent here, else 503. Whoever may read the metrics is told why.
 *
 * <pre>
 * {"status":"ready","parts":{"log":{"ready":true,"detail":"writable"}, …}}
 * </pre>
 */
final class ReadyEndpoint implements Endpoint {
    private final Readiness readiness;
    private final OperatorAccess access;

    ReadyEndpoint(Readiness readiness, OperatorAccess access) {
        this.readiness = readiness;
        this.access = access;
    }

    @Override
    public Answer answer(Request request) {
        List<Readiness.Part> parts = readiness.parts();
        boolean ready = parts.stream().allMatch(part -> part.ready() || !part.needed());
        List<Readiness.Part> shown = access.allows(request) ? parts : List.of();
        return Answer.json(ready ? 200 : 503, Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", ready ? "ready" : "not ready");
            if (!shown.isEmpty()) {
                json.writeObjectPropertyStart("parts");
                for (Readiness.Part part : shown) {
                    json.writeObjectPropertyStart(part.name());
                    json.writeBooleanProperty("ready", part.ready());
                    json.writeStringProperty("detail", part.detail());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }));
    }
}
