package dev.overt.collector.receive;

import dev.overt.collector.web.Routes;
import java.time.Clock;

/** Overt's own protocol. */
public final class NativeProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post("/v1/events", new NativeEndpoint(keys, intake, clock)).fromBrowsers("/v1/events");
    }
}
