package dev.overt.collector.segment;

import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Routes;
import java.time.Clock;
import java.util.Map;

/** What Segment's and RudderStack's clients send and ask for: servers' clients, browsers' and those of devices. */
public final class SegmentProtocol implements Protocol {
    /** The last part of a path to the type of the one message that is sent there. */
    private static final Map<String, String> SINGLE = Map.ofEntries(
            Map.entry("track", "track"),
            Map.entry("identify", "identify"),
            Map.entry("page", "page"),
            Map.entry("screen", "screen"),
            Map.entry("group", "group"),
            Map.entry("alias", "alias"),
            Map.entry("i", "identify"),
            Map.entry("p", "page"),
            Map.entry("s", "screen"),
            Map.entry("g", "group"),
            Map.entry("a", "alias"));

    @Override
    public void addTo(Routes routes, WriteKeys keys, Intake intake, Clock clock) {
        Endpoint batch = new SegmentEndpoint("", keys, intake, clock);
        add(routes, "/v1/batch", batch);
        add(routes, "/v1/import", batch);
        add(routes, "/v1/b", batch);
        SINGLE.forEach((part, type) -> add(routes, "/v1/" + part, new SegmentEndpoint(type, keys, intake, clock)));
        // Tools of others post to this one path too.
        routes.share("/v1/t", body -> true, new SegmentEndpoint("track", keys, intake, clock))
                .fromBrowsers("/v1/t");
        add(routes, "/v1/m", request -> QuietAnswers.SUCCESS);
        routes.get("/v1/projects/*/settings", QuietAnswers::settings).fromBrowsers("/v1/projects/*/settings");
        routes.get("/sourceConfig", request -> QuietAnswers.SOURCE).fromBrowsers("/sourceConfig");
    }

    private static void add(Routes routes, String path, Endpoint endpoint) {
        routes.post(path, endpoint).fromBrowsers(path);
    }
}
