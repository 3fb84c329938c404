package dev.overt.collector.segment;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/** What is answered to all that was taken, and to clients that ask where else their events shall go: nowhere. */
final class QuietAnswers {
    /** Told for events that were taken, and for a client's metrics about itself, which are dropped. */
    static final Answer SUCCESS = json("{\"success\":true}");

    /** {@code GET /sourceConfig} of RudderStack's clients. */
    static final Answer SOURCE = json("{\"source\":{\"id\":\"overt\",\"name\":\"overt\",\"writeKey\":\"\","
            + "\"enabled\":true,\"config\":{\"statsCollection\":{\"errors\":{\"enabled\":false},"
            + "\"metrics\":{\"enabled\":false}}},\"connections\":[],\"destinations\":[],\"dataplanes\":{}}}");

    private static final Pattern KEY = Pattern.compile("/v1/projects/([A-Za-z0-9_-]{1,64})/settings/?");

    private QuietAnswers() {}

    /** {@code GET /v1/projects/KEY/settings}: without this one integration a client sends nothing at all. */
    static Answer settings(Request request) {
        Matcher key = KEY.matcher(String.valueOf(request.getHttpURI().getCanonicalPath()));
        if (!key.matches()) {
            throw new RefusedRequest(404, "nothing is served at this path");
        }
        return json("{\"integrations\":{\"Segment.io\":{\"apiKey\":\"" + key.group(1)
                + "\"}},\"plan\":{\"track\":{\"__default\":{\"enabled\":true}}},\"edgeFunction\":{},"
                + "\"metrics\":{\"sampleRate\":0},\"middlewareSettings\":{},\"enabledMiddleware\":{},"
                + "\"remotePlugins\":[]}");
    }

    private static Answer json(String text) {
        return Answer.json(200, text.getBytes(StandardCharsets.UTF_8));
    }
}
