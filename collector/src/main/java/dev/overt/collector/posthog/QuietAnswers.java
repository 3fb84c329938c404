package dev.overt.collector.posthog;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;

/**
 * What is answered to all that PostHog's clients ask beside sending events: there are no flags, surveys or experiments,
 * and a browser shall capture nothing of itself, record nothing and load nothing more. No answer depends on who asks.
 */
final class QuietAnswers {
    /** Told to clients of the old protocol for whatever was taken, and for what is no event and was dropped. */
    static final Answer OK = json("{\"status\":\"Ok\"}");

    static final Answer NO_SURVEYS = json("{\"surveys\":[]}");
    static final Answer NO_EXPERIMENTS = json("{\"experiments\":[]}");
    static final Answer NO_TOURS = json("{\"product_tours\":[]}");
    static final Answer NO_EARLY_ACCESS = json("{\"earlyAccessFeatures\":[]}");
    static final Answer NO_DEFINITIONS = json("{\"flags\":[],\"group_type_mapping\":{},\"cohorts\":{}}");

    /** In place of a script of PostHog's, which a page of theirs would load. */
    static final Answer NO_SCRIPT = Answer.text(200, "text/javascript", Map.of(), "// nothing is loaded from here\n");

    /** Settings of a browser's client, each with the value that makes it do the least. */
    private static final String SETTINGS = """
            "supportedCompression":["gzip","gzip-js"],"hasFeatureFlags":false,"autocapture_opt_out":true,\
            "autocaptureExceptions":false,"errorTracking":{"autocaptureExceptions":false,"suppressionRules":[]},\
            "capturePerformance":false,"captureDeadClicks":false,"heatmaps":false,"logs":{"captureConsoleLogs":false},\
            "sessionRecording":false,"surveys":false,"productTours":false,"conversations":false,"siteApps":[],\
            "elementsChainAsString":true,"defaultIdentifiedOnly":true,"isAuthenticated":false,"toolbarParams":{}""";

    static final Answer CONFIG = json("{" + SETTINGS + "}");

    /** Of {@code /flags}, {@code /decide} and their versions, each of which finds its own fields here. */
    static final Answer FLAGS = json("{\"flags\":{},\"featureFlags\":{},\"featureFlagPayloads\":{},"
            + "\"errorsWhileComputingFlags\":false,\"requestId\":\"00000000-0000-0000-0000-000000000000\"," + SETTINGS
            + "}");

    private static final Pattern TOKEN = Pattern.compile("/array/([A-Za-z0-9_-]{1,64})/config\\.js/?");

    private QuietAnswers() {}

    /** {@code /array/KEY/config.js}: the same settings as a script, which a browser asks for first. */
    static Answer configScript(Request request) {
        Matcher token = TOKEN.matcher(String.valueOf(request.getHttpURI().getCanonicalPath()));
        if (!token.matches()) {
            throw new RefusedRequest(404, "nothing is served at this path");
        }
        return Answer.text(
                200,
                "text/javascript",
                Map.of(),
                "(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})[\"" + token.group(1)
                        + "\"]={config:{" + SETTINGS + "},siteApps:[]};\n");
    }

    private static Answer json(String text) {
        return Answer.json(200, text.getBytes(StandardCharsets.UTF_8));
    }
}
