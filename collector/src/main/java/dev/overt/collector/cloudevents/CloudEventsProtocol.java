package dev.overt.collector.cloudevents;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/** CloudEvents 1.0 over HTTP: one in headers and body, one as JSON, or many as a JSON array. */
public final class CloudEventsProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post("/cloudevents", new CloudEventsEndpoint(keys, intake, clock));
    }
}
