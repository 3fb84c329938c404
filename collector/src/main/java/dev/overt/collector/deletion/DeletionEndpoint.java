package dev.overt.collector.deletion;

import dev.overt.collector.log.Installation;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import dev.overt.collector.web.Sender;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /v1/deletions}: see {@code protocol/README.md}. */
final class DeletionEndpoint implements Endpoint {
    /** A deletion costs as much of a sender's rate as so many events: it makes much more work than one. */
    static final int COST_EVENTS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeletionEndpoint.class);
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{32}");
    private static final int FULL_RETRY_SECONDS = 3_600;
    private static final int NO_DISK_RETRY_SECONDS = 300;

    private final WriteKeys keys;
    private final Intake intake;
    private final Deletions deletions;

    DeletionEndpoint(WriteKeys keys, Intake intake, Deletions deletions) {
        this.keys = keys;
        this.intake = intake;
        this.deletions = deletions;
    }

    @Override
    public Answer answer(Request request) throws IOException {
        String key = BearerToken.of(request)
                .filter(sent -> keys.find(sent).isPresent())
                .orElseThrow(DeletionEndpoint::unknownKey);
        RequestBody.checkJson(request);
        intake.checkFreeDisk();
        intake.charge(Sender.of(request, key), COST_EVENTS);
        Map<String, Object> body = body(RequestBody.read(request));
        String product =
                keys.find(key).orElseThrow(DeletionEndpoint::unknownKey).product();
        if (!product.equals(body.get("product"))) {
            throw new RefusedRequest(403, "product is not the one that the write key belongs to");
        }
        String install = text(body, "install", ID).toLowerCase(Locale.ROOT);
        String secret = text(body, "secret", Proof.SECRET);
        if (!Proof.holds(secret, install)) {
            throw new RefusedRequest(403, "the install id is not made of the secret");
        }
        return answer(new Installation(product, install), secret);
    }

    private static RefusedRequest unknownKey() {
        return new RefusedRequest(401, "send Authorization: Bearer and the write key of a product served here");
    }

    private static Map<String, Object> body(byte[] bytes) {
        try {
            Map<String, Object> body = CanonicalJson.read(bytes);
            if (Long.valueOf(1).equals(body.get("overt"))) {
                return body;
            }
        } catch (IllegalArgumentException e) {
            throw notARequest();
        }
        throw notARequest();
    }

    private static String text(Map<String, Object> body, String name, Pattern form) {
        if (body.get(name) instanceof String text && form.matcher(text).matches()) {
            return text;
        }
        throw notARequest();
    }

    private static RefusedRequest notARequest() {
        return new RefusedRequest(
                400,
                "the body must be {\"overt\":1,\"product\":\"…\",\"install\":\"32 hexadecimal digits\",\"secret\":\"64\"}");
    }

    private Answer answer(Installation installation, String secret) {
        try {
            Optional<Receipt> done = deletions.done(installation);
            if (done.isEmpty() && deletions.isFull()) {
                throw RefusedRequest.retryAfter(
                        FULL_RETRY_SECONDS, 503, "too many deletions go on here; ask again later");
            }
            Optional<Deletion> pending = deletions.request(installation, secret, Deletion.BY_INSTALLATION);
            return pending.isPresent()
                    ? DeletionState.pending(202, pending.get().id())
                    : DeletionState.done(deletions.done(installation).orElseThrow());
        } catch (IOException e) {
            LOG.error("a deletion that was asked for could not be kept: {}", e.getMessage());
            throw RefusedRequest.retryAfter(
                    NO_DISK_RETRY_SECONDS, 503, "the collector cannot write its files; ask again later");
        }
    }
}
