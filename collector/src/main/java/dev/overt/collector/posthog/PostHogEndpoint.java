package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.eclipse.jetty.server.Request;

/** {@code POST /batch}: PostHog's unmodified clients. Its answer has no place for what became of each event. */
final class PostHogEndpoint implements Endpoint {
    private static final byte[] OK = "{\"status\":\"Ok\"}".getBytes(StandardCharsets.UTF_8);

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    PostHogEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        byte[] body = RequestBody.read(request);
        long receivedAtMillis = clock.millis();
        PostHogBatch batch = PostHogDecoder.decode(body, receivedAtMillis);
        Enforcer enforcer = keys.find(batch.key())
                .orElseThrow(() -> new RefusedRequest(401, "api_key must be the write key of a product served here"));
        intake.take(enforcer, batch.events(), null, receivedAtMillis);
        return Answer.json(200, OK);
    }
}
