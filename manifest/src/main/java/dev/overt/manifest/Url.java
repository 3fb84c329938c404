package dev.overt.manifest;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads the URL of something on the web. */
final class Url {
    private static final URI NOWHERE = URI.create("https://invalid");

    private Url() {}

    /** The URL of {@code noun}; one of nowhere after a problem. */
    static URI read(Value value, String noun) {
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
                Rule.URL,
                Problems.quote(url) + " is not the URL of " + noun + ".",
                "Write `https://`, a host, and no `?` or `#`, such as `https://telemetry.example.org`.");
        return NOWHERE;
    }
}
