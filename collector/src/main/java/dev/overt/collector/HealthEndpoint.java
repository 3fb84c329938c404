package dev.overt.collector;

import dev.overt.collector.store.Loader;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import org.eclipse.jetty.server.Request;

/** {@code GET /healthz}: 200 while events are taken and stored, 503 when the store does not take them. */
final class HealthEndpoint implements Endpoint {
    private final Loader loader;

    HealthEndpoint(Loader loader) {
        this.loader = loader;
    }

    @Override
    public Answer answer(Request request) {
        boolean failing = loader.failing();
        return Answer.json(failing ? 503 : 200, Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", failing ? "the store takes nothing; see the collector's log" : "ok");
            json.writeEndObject();
        }));
    }
}
