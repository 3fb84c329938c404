package dev.overt.collector.otlp;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.time.Clock;

/** OTLP over HTTP, in JSON and in protobuf. Traces and metrics are no events: they are answered and dropped. */
public final class OtlpProtocol implements Protocol {
    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post("/v1/logs", new LogsEndpoint(keys, intake, clock)).fromBrowsers("/v1/logs");
        for (String path : new String[] {"/v1/traces", "/v1/metrics"}) {
            routes.post(path, request -> ExportAnswer.taken(Format.of(request))).fromBrowsers(path);
        }
    }
}
