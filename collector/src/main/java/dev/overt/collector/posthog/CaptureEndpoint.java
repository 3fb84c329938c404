package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code /batch}, {@code /capture}, {@code /e} and the other paths of PostHog's old protocol, which differ in nothing. Its
 * answer has no place for what became of each event, so what is not declared is refused without a word to the client.
 *
 * <pre>
 * ?data=            the events, in place of a body: a GET has none
 * ?_= | ?sent_at=   when it was sent, milliseconds since the epoch
 * ?beacon=1         the answer is 204 and empty
 * ?ver= ?ip= …      nothing
 * </pre>
 */
final class CaptureEndpoint implements Endpoint {
    private static final Answer NO_CONTENT = new Answer(204, "text/plain", Map.of(), new byte[0]);

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    CaptureEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        Query query = Query.of(request);
        byte[] body = PostHogPayload.read(request, query.value("data"));
        long receivedAtMillis = clock.millis();
        PostHogBatch batch = PostHogDecoder.decode(body, sentAt(query), receivedAtMillis);
        String key = batch.key().value();
        Enforcer enforcer = keys.find(key)
                .orElseThrow(() -> new RefusedRequest(401, "api_key must be the write key of a product served here"));
        intake.take(Sender.of(request, key), enforcer, batch.events(), null, receivedAtMillis);
        return query.value("beacon").equals("1") ? NO_CONTENT : QuietAnswers.OK;
    }

    private static @Nullable Object sentAt(Query query) {
        String millis = query.value("_").isEmpty() ? query.value("sent_at") : query.value("_");
        try {
            return Long.valueOf(millis);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
