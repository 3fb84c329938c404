package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Result;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
    private static final int NO_DISK = 507;
    private static final int NO_DISK_RETRY_SECONDS = 300;

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    AnalyticsEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        Enforcer enforcer = BearerToken.of(request)
                .flatMap(keys::find)
                .orElseThrow(() -> new RefusedRequest(
                        401, "send Authorization: Bearer and the write key of a product served here"));
        checkFreeDisk();
        byte[] body = PostHogPayload.read(request, "");
        long receivedAtMillis = clock.millis();
        String sentAt = request.getHeaders().get("PostHog-Request-Timestamp");
        PostHogBatch batch = PostHogDecoder.decode(body, sentAt, receivedAtMillis);
        List<Result> results = intake.take(enforcer, batch.events(), null, receivedAtMillis);
        return new Answer(200, "application/json", requestId(request), AnalyticsResults.write(results));
    }

    /** These clients give an event up at any status of 5xx but the common ones. */
    private void checkFreeDisk() {
        try {
            intake.checkFreeDisk();
        } catch (RefusedRequest refused) {
            throw refused.status() == NO_DISK
                    ? RefusedRequest.retryAfter(NO_DISK_RETRY_SECONDS, 503, String.valueOf(refused.getMessage()))
                    : refused;
        }
    }

    private static Map<String, String> requestId(Request request) {
        UUID id = SentValue.uuid(request.getHeaders().get(REQUEST_ID));
        return id == null ? Map.of() : Map.of(REQUEST_ID, id.toString());
    }
}
