package dev.overt.collector.operate;

import dev.overt.collector.web.Routes;
import java.util.List;

/** The paths that an operator's tools ask: {@code /metrics} and {@code /readyz}. */
public final class OperatorPaths {
    private final Metrics metrics;
    private final Readiness readiness;
    private final OperatorAccess access;

    /** @param tokens of who may read them from another machine */
    public OperatorPaths(Metrics metrics, Readiness readiness, List<String> tokens) {
        this.metrics = metrics;
        this.readiness = readiness;
        this.access = new OperatorAccess(tokens);
    }

    public void addTo(Routes routes) {
        routes.get("/readyz", new ReadyEndpoint(readiness, access))
                .get("/metrics", new MetricsEndpoint(metrics, access));
    }
}
