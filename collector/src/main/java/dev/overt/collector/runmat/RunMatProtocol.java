package dev.overt.collector.runmat;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/** What RunMat's installers and runtime post to, in all the generations that are still about. */
public final class RunMatProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        RunMatEndpoint endpoint = new RunMatEndpoint(keys, intake, clock);
        routes.post("/api/telemetry", endpoint)
                .post("/ingest", endpoint)
                .share("/v1/t", RunMatDecoder::isOwn, endpoint);
    }
}
