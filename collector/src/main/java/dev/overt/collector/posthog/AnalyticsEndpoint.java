package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Result;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /i/v1/analytics/events}: PostHog's new protocol, which tells a client what became of each event.
 *
 * <pre>
 * Authorization               Bearer and the write key; one in the body counts for nothing
 * PostHog-Request-Timestamp   ISO time of sending
 * PostHog-Request-Id          a UUID, sent back
 * PostHog-Sdk-Info, -Attempt  nothing
 * body                        {"created_at", "historical_migration"?, "batch": [EVENT…]}
 * </pre>
 */
final class AnalyticsEndpoint implements Endpoint {
    private static final String REQUEST_ID = "PostHog-Request-Id";
    private static final String RETRY_AFTER = "Retry-After";
    private static final Set<Integer> LATER = Set.of(429, 507);
    private static final int LATER_SECONDS = 30;

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    AnalyticsEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    /** These clients give events up at 429, and at any status from 500 on but the common ones. */
    @Override
    public Answer answer(Request request) throws IOException {
        try {
            return take(request);
        } catch (RefusedRequest refused) {
            throw LATER.contains(refused.status())
                    ? RefusedRequest.retryAfter(LATER_SECONDS, 503, String.valueOf(refused.getMessage()))
                    : refused;
        }
    }

    private Answer take(Request request) throws IOException {
        String key = BearerToken.of(request).orElse("");
        Enforcer enforcer = keys.find(key)
                .orElseThrow(() -> new RefusedRequest(
                        401, "send Authorization: Bearer and the write key of a product served here"));
        intake.checkFreeDisk();
        byte[] body = PostHogPayload.read(request, "");
        long receivedAtMillis = clock.millis();
        String sentAt = request.getHeaders().get("PostHog-Request-Timestamp");
        List<IncomingEvent> events =
                PostHogDecoder.decode(body, sentAt, receivedAtMillis).events();
        Sender sender = Sender.of(request, key);
        // An event without an id cannot be told to come again.
        List<Result> results = events.stream().allMatch(event -> event.id() != null)
                ? intake.takeWhatFits(sender, enforcer, events, null, receivedAtMillis)
                : intake.take(sender, enforcer, events, null, receivedAtMillis);
        return Answer.json(200, headers(request, results, sender), AnalyticsResults.write(results));
    }

    private Map<String, String> headers(Request request, List<Result> results, Sender sender) {
        Map<String, String> headers = new HashMap<>();
        UUID id = SentValue.uuid(request.getHeaders().get(REQUEST_ID));
        if (id != null) {
            headers.put(REQUEST_ID, id.toString());
        }
        if (results.stream().anyMatch(result -> result.outcome() == Result.Outcome.RETRY)) {
            headers.put(RETRY_AFTER, Integer.toString(intake.retryAfterSeconds(sender)));
        }
        return headers;
    }
}
