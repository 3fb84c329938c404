package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.PropertyJson;
import dev.overt.collector.web.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JsonGenerator;

/**
 * An address of the operator's own, signed as Standard Webhooks says (https://www.standardwebhooks.com), for which there are
 * libraries in most languages.
 *
 * <pre>
 * POST                 as the manifest declares the url
 * webhook-id           of this body: the same when the same events are sent again, for they are all the same then
 * webhook-timestamp    seconds since the epoch, of this attempt
 * webhook-signature    v1,BASE64 of HMAC-SHA256 over "ID.TIMESTAMP.BODY" with the decoded secret
 *
 * {"type":"events","product":"…","events":[
 *    {"id":"…","event":"…","install":"…","at":"…Z","properties":{…}}]}
 * {"type":"erasure","product":"…","install":"…"}       the receiver is to delete all of it; 2xx says that it has
 * </pre>
 *
 * {@code install} is absent where there is none. Any 2xx takes all of them; {@code 410} and all else that is no refusal of
 * the body has them sent again. A receiver that must not count an event twice looks at the event's id.
 */
final class WebhookDestination implements Destination {
    private static final int MAX_EVENTS = 250;
    private static final String PREFIX = "whsec_";
    private static final int MIN_SECRET_BYTES = 24;
    private static final int MAX_SECRET_BYTES = 64;

    private final URI address;
    private final String product;
    private final SecretKeySpec secret;
    private final Post post;

    /** @param secret {@code whsec_} and 24 to 64 bytes in Base64 */
    WebhookDestination(URI url, String product, byte[] secret, Post post) {
        this.address = url;
        this.product = product;
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.post = post;
    }

    static WebhookDestination of(dev.overt.manifest.Destination declared, String product, Given given, Post post) {
        String written = given.secret("signing-secret");
        byte[] secret;
        try {
            secret = Base64.getDecoder()
                    .decode(written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written);
        } catch (IllegalArgumentException e) {
            secret = new byte[0];
        }
        if (secret.length < MIN_SECRET_BYTES || secret.length > MAX_SECRET_BYTES) {
            throw given.wrong("`signing-secret` must be `whsec_` and 24 to 64 bytes in Base64. Make one:"
                    + " echo whsec_$(head -c 32 /dev/urandom | base64 -w 0)");
        }
        return new WebhookDestination(declared.url(), product, secret, post);
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS;
    }

    @Override
    public List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException {
        return Bisection.deliver(events, this::send);
    }

    private Bisection.Outcome send(List<LogEntry.Accepted> events) throws InterruptedException {
        Reply reply = post("events", json -> {
            json.writeArrayPropertyStart("events");
            events.forEach(event -> write(event, json));
            json.writeEndArray();
        });
        return Bisection.Outcome.of(events, reply.isSuccess() ? Fate.DELIVERED : reply.fate());
    }

    private static void write(LogEntry.Accepted event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id().toString());
        json.writeStringProperty("event", event.event());
        if (event.install() != null) {
            json.writeStringProperty("install", event.install());
        }
        json.writeStringProperty("at", Instant.ofEpochMilli(event.atMillis()).toString());
        json.writeObjectPropertyStart("properties");
        event.properties().forEach((name, value) -> {
            json.writeName(name);
            PropertyJson.write(value, json);
        });
        json.writeEndObject();
        json.writeEndObject();
    }

    private Reply post(String type, Consumer<JsonGenerator> content) throws InterruptedException {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("type", type);
            json.writeStringProperty("product", product);
            content.accept(json);
            json.writeEndObject();
        });
        String id = UUID.nameUUIDFromBytes(body).toString();
        String timestamp = Long.toString(post.clock().millis() / 1_000);
        return post.send(Post.json(address, body)
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + signature(id + "." + timestamp + ".", body))
                .build());
    }

    private String signature(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(head.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public Erasure.Result erase(String install) throws InterruptedException {
        Reply reply = post("erasure", json -> json.writeStringProperty("install", install));
        return reply.isSuccess()
                ? Erasure.Result.done("The receiver says that it has deleted it.")
                : Erasure.Result.pending("The receiver did not take the request: "
                        + (reply.status() == 0 ? reply.failure() : "it answered " + reply.status()) + ".");
    }
}
