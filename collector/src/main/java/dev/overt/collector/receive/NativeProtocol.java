package dev.overt.collector.receive;

import dev.overt.collector.web.Routes;
import java.time.Clock;

/** Overt's own protocol. */
public final class NativeProtocol implements Protocol {
    private final String path;

    public NativeProtocol() {
        this("/v1/events");
    }

    /** The same at another path. */
    public NativeProtocol(String path) {
        this.path = path;
    }

    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        routes.post(path, new NativeEndpoint(keys, intake, clock)).fromBrowsers(path);
    }
}
