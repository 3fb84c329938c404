package dev.overt.collector;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.server.Request;

/** {@code GET /healthz}: 200 while the process answers at all; whether it should be sent events is {@code /readyz}. */
final class HealthEndpoint implements Endpoint {
    private static final byte[] ALIVE = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

    @Override
    public Answer answer(Request request) {
        return Answer.json(200, ALIVE);
    }
}
