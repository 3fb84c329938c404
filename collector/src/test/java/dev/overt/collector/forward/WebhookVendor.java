package dev.overt.collector.forward;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver that verifies as Standard Webhooks says: https://github.com/standard-webhooks/standard-webhooks */
final class WebhookVendor implements StandIn.Vendor {
    static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Clock clock;
    final List<String> erased = new ArrayList<>();

    WebhookVendor(Clock clock) {
        this.clock = clock;
    }

    @Override
    public StandIn.Answer take(StandIn.Request request) {
        BrokenRule.unless(request.method().equals("POST") && request.target().equals("/hook"), "webhook: POST");
        long timestamp = Long.parseLong(request.header("webhook-timestamp"));
        BrokenRule.unless(Math.abs(clock.millis() / 1_000 - timestamp) <= 300, "webhook: signed in the last 5 minutes");
        BrokenRule.unless(
                MessageDigest.isEqual(
                        signature(request).getBytes(StandardCharsets.US_ASCII),
                        request.header("webhook-signature").getBytes(StandardCharsets.US_ASCII)),
                "webhook: the signature");
        Map<String, Object> body = JsonTree.at(JsonTree.read(request.body()));
        BrokenRule.unless("my-tool".equals(body.get("product")), "webhook: the product");
        if ("erasure".equals(body.get("type"))) {
            erased.add(JsonTree.at(body, "install"));
            return new StandIn.Answer(204, "", "", List.of());
        }
        BrokenRule.unless("events".equals(body.get("type")), "webhook: events or an erasure");
        List<StandIn.Taken> taken = new ArrayList<>();
        for (Map<String, Object> event : JsonTree.<List<Map<String, Object>>>at(body, "events")) {
            BrokenRule.unless(
                    Set.of("id", "event", "install", "at", "properties").containsAll(event.keySet()),
                    "webhook: known members only");
            UUID.fromString(JsonTree.at(event, "id"));
            Instant.parse(JsonTree.at(event, "at"));
            taken.add(new StandIn.Taken(
                    String.valueOf(event.get("install")), JsonTree.<Long>at(event, "properties", "n"), event));
        }
        return new StandIn.Answer(204, "", "", taken);
    }

    private static String signature(StandIn.Request request) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            mac.update((request.header("webhook-id") + "." + request.header("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.US_ASCII));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(request.body()));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
