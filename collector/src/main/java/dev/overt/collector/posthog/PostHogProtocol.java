package dev.overt.collector.posthog;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Routes;
import java.time.Clock;
import java.util.List;

/** What PostHog's clients send and ask for: servers' clients, browsers' and the scripts that they load. */
public final class PostHogProtocol implements Protocol {
    private static final List<String> CAPTURE =
            List.of("/batch", "/capture", "/e", "/i/v0/e", "/track", "/engage", "/i/v0/ai/batch");

    /** Recordings, parts of conversations with models, logs and metrics: no events, so they are accepted and dropped. */
    private static final List<String> DROPPED = List.of("/s", "/i/v0/ai", "/i/v1/logs", "/i/v1/metrics");

    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        Endpoint capture = new CaptureEndpoint(keys, intake, clock);
        CAPTURE.forEach(path -> toBrowsers(routes, path, capture));
        DROPPED.forEach(path -> toBrowsers(routes, path, QuietAnswers.OK));
        routes.post("/i/v1/analytics/events", new AnalyticsEndpoint(keys, intake, clock));
        addQuestions(routes);
        for (String definitions : List.of("/api/feature_flag/local_evaluation", "/flags/definitions")) {
            routes.get(definitions, request -> QuietAnswers.NO_DEFINITIONS);
        }
    }

    private static void addQuestions(Routes routes) {
        toBrowsers(routes, "/flags", QuietAnswers.FLAGS);
        toBrowsers(routes, "/decide", QuietAnswers.FLAGS);
        toBrowsers(routes, "/array/*/config", QuietAnswers.CONFIG);
        toBrowsers(routes, "/array/*/config.js", QuietAnswers::configScript);
        toBrowsers(routes, "/array/*/array.js", QuietAnswers.NO_SCRIPT);
        toBrowsers(routes, "/static/*", QuietAnswers.NO_SCRIPT);
        toBrowsers(routes, "/static/*/*", QuietAnswers.NO_SCRIPT);
        toBrowsers(routes, "/api/surveys", QuietAnswers.NO_SURVEYS);
        toBrowsers(routes, "/api/web_experiments", QuietAnswers.NO_EXPERIMENTS);
        toBrowsers(routes, "/api/product_tours", QuietAnswers.NO_TOURS);
        toBrowsers(routes, "/api/early_access_features", QuietAnswers.NO_EARLY_ACCESS);
    }

    private static void toBrowsers(Routes routes, String path, Answer answer) {
        toBrowsers(routes, path, request -> answer);
    }

    private static void toBrowsers(Routes routes, String path, Endpoint endpoint) {
        routes.get(path, endpoint).post(path, endpoint).fromBrowsers(path);
    }
}
