package dev.overt.collector.dashboard;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** {@code GET /assets/*}: the style sheet, the script and the icon of the pages. */
final class AssetEndpoint implements Endpoint {
    private static final Map<String, String> TYPES = Map.of(
            "/assets/overt.css", "text/css; charset=utf-8",
            "/assets/overt.js", "text/javascript; charset=utf-8",
            "/assets/overt.svg", "image/svg+xml");

    @Override
    public Answer answer(Request request) throws IOException {
        String path = request.getHttpURI().getCanonicalPath();
        String type = TYPES.get(path);
        if (type == null) {
            throw new RefusedRequest(404, "nothing is served at this path");
        }
        String resource = "/dev/overt/collector/dashboard" + path.substring(path.lastIndexOf('/'));
        try (InputStream in = AssetEndpoint.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is not in the collector's jar");
            }
            return new Answer(200, type, Map.of("Cache-Control", "no-cache"), in.readAllBytes());
        }
    }
}
