package dev.overt.manifest;

import dev.overt.manifest.Delivery.Mode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/** Reads {@code delivery:}. */
final class DeliveryReader {
    private static final URI NOWHERE = URI.create("https://invalid");

    private DeliveryReader() {}

    static Delivery read(Value value) {
        Mapping delivery = value.mapping();
        Delivery read = new Delivery(
                delivery.required("mode", "spool").oneOf(Choice.among(Mode.values()), Mode.SPOOL),
                Interval.read(delivery.optional("every"), Form.INTERVAL, Duration.ofHours(1)),
                url(delivery.required("collector", "\"https://telemetry.example.org\"")));
        delivery.close();
        return read;
    }

    private static URI url(Value value) {
        String url = value.word();
        try {
            URI uri = new URI(url);
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        value.error(
                "url",
                Problems.quote(url) + " is not the URL of a collector.",
                "Write `https://`, a host, and no `?` or `#`, such as `https://telemetry.example.org`.");
        return NOWHERE;
    }
}
