package dev.overt.collector.ga4;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/** The Measurement Protocol of Google Analytics 4: events, and a check of events that keeps none. */
public final class Ga4Protocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post("/mp/collect", new CollectEndpoint(keys, intake, clock)).fromBrowsers("/mp/collect");
        routes.post("/debug/mp/collect", new DebugEndpoint(keys, intake, clock)).fromBrowsers("/debug/mp/collect");
    }
}
