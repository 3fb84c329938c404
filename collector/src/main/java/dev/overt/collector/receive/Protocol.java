package dev.overt.collector.receive;

import dev.overt.collector.web.Routes;
import java.time.Clock;

/** One way in which clients send events: its paths, each with an endpoint that ends in {@link Intake#take}. */
public interface Protocol {
    /** Adds the protocol's paths. */
    void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock);
}
