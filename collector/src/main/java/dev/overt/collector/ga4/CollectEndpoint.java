package dev.overt.collector.ga4;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * {@code POST /mp/collect}: bad data is answered as good data is, as Google does; {@link DebugEndpoint} tells more.
 *
 * <pre>
 * ?api_secret=                           the key; it is part of the tool, so it is public
 * ?measurement_id= | ?firebase_app_id=   nothing
 * </pre>
 */
final class CollectEndpoint implements Endpoint {
    private static final Answer NO_CONTENT = new Answer(204, "text/plain", Map.of(), new byte[0]);
    private static final int TOO_MUCH = 429;
    private static final int FIRST_SERVER_ERROR = 500;

    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    CollectEndpoint(WriteKeys keys, Intake intake, Clock clock) {
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        try {
            String key = secret(request);
            Enforcer enforcer = keys.find(key).orElseThrow(CollectEndpoint::unknownSecret);
            byte[] body = RequestBody.read(request);
            intake.take(Sender.of(request, key), enforcer, Ga4Decoder.decode(body, intake), null, clock.millis());
        } catch (RefusedRequest refused) {
            if (refused.status() == TOO_MUCH || refused.status() >= FIRST_SERVER_ERROR) {
                throw refused;
            }
        }
        return NO_CONTENT;
    }

    static RefusedRequest unknownSecret() {
        return new RefusedRequest(401, "api_secret must be the write key of a product served here");
    }

    /** The {@code api_secret} of the query, or an empty text. */
    static String secret(Request request) {
        try {
            List<String> secrets = Request.extractQueryParameters(request).getValuesOrEmpty("api_secret");
            return secrets.isEmpty() ? "" : secrets.get(0);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return "";
        }
    }
}
