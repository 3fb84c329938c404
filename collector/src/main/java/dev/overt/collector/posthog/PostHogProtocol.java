package dev.overt.collector.posthog;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/** What PostHog's clients ask for. */
public final class PostHogProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post("/batch", new PostHogEndpoint(keys, intake, clock));
    }
}
