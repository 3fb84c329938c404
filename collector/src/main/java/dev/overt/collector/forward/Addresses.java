package dev.overt.collector.forward;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of receivers. */
final class Addresses {
    private Addresses() {}

    /** A path of its own below the url that the manifest declares, which may have a path itself. */
    static URI below(URI url, String path) {
        String base = url.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    /** A value of a query, escaped. */
    static String query(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
