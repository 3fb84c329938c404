package dev.overt.collector.operate;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** {@code GET /metrics}: everything measured, in Prometheus's text format. */
final class MetricsEndpoint implements Endpoint {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Metrics metrics;
    private final OperatorAccess access;

    MetricsEndpoint(Metrics metrics, OperatorAccess access) {
        this.metrics = metrics;
        this.access = access;
    }

    @Override
    public Answer answer(Request request) {
        if (!access.allows(request)) {
            throw new RefusedRequest(
                    401, "send Authorization: Bearer and the metrics token, or ask from the collector's machine");
        }
        return Answer.text(200, TEXT, Map.of(), metrics.scrape());
    }
}
