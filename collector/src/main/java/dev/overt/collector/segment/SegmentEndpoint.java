package dev.overt.collector.segment;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/batch}, {@code /v1/import} and the paths of one message. The answer has no place for what became of each
 * message. The key is {@code writeKey} of the body, else the user of {@code Authorization: Basic}; a wrong one is
 * answered with 400, which clients do not send again.
 */
final class SegmentEndpoint implements Endpoint {
    private static final String SCHEME = "Basic ";

    private final String type;
    private final WriteKeys keys;
    private final Intake intake;
    private final Clock clock;

    /** @param type what a message is that does not say so itself; may be empty */
    SegmentEndpoint(String type, WriteKeys keys, Intake intake, Clock clock) {
        this.type = type;
        this.keys = keys;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        intake.checkFreeDisk();
        byte[] body = RequestBody.read(request);
        long receivedAtMillis = clock.millis();
        SegmentBatch batch = SegmentBatch.cut(body);
        String key =
                batch.writeKey() == null ? user(request.getHeaders().get(HttpHeader.AUTHORIZATION)) : batch.writeKey();
        Enforcer enforcer = keys.find(key)
                .orElseThrow(() -> new RefusedRequest(400, "writeKey must be the write key of a product served here"));
        MessageDecoder decoder = new MessageDecoder(
                body, type, new MessageTime(batch.sentAt(), receivedAtMillis), new DerivedIds(intake));
        intake.take(
                Sender.of(request, key),
                enforcer,
                batch.slices().stream().map(decoder::decode).toList(),
                null,
                receivedAtMillis);
        return QuietAnswers.SUCCESS;
    }

    /** The user of {@code Authorization: Basic}; empty if there is none. */
    private static String user(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return "";
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String both = new String(decoded, StandardCharsets.UTF_8);
            int colon = both.indexOf(':');
            return colon < 0 ? both : both.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
