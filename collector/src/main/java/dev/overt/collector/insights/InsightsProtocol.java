package dev.overt.collector.insights;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/**
 * What Application Insights' clients ask for: the classic ones of the first path, those built on OpenTelemetry of the
 * second, browsers of both.
 */
public final class InsightsProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        TrackEndpoint track = new TrackEndpoint(keys, intake, clock);
        routes.post("/v2/track", track).fromBrowsers("/v2/track");
        routes.post("/v2.1/track", track).fromBrowsers("/v2.1/track");
        routes.post("/QuickPulseService.svc/ping", LiveMetrics.NOT_WATCHED);
        routes.post("/QuickPulseService.svc/post", LiveMetrics.NOT_WATCHED);
    }
}
