package dev.overt.collector.insights;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import java.util.Map;

/** The answer to a client that asks whether somebody watches its metrics live: nobody does, ask again in two minutes. */
final class LiveMetrics {
    static final Endpoint NOT_WATCHED = request -> Answer.text(
            200,
            "application/json",
            Map.of("x-ms-qps-subscribed", "false", "x-ms-qps-service-polling-interval-hint", "120000"),
            "");

    private LiveMetrics() {}
}
