package dev.overt.codegen;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where scripts post their events, one a request.
 *
 * @param url what is requested: the manifest's URL, with {@code /api/telemetry} where that has no path of its own
 * @param key write key, for the header {@code x-telemetry-key}; null where the URL has no user info
 */
record PostAddress(String url, @Nullable String key) {
    private static final String PATH = "/api/telemetry";

    /** The address of a collector as a manifest writes it. */
    static PostAddress of(URI collector) {
        String path = collector.getRawPath();
        String port = collector.getPort() < 0 ? "" : ":" + collector.getPort();
        String place = path == null || path.isEmpty() || path.equals("/") ? PATH : path;
        return new PostAddress(
                collector.getScheme() + "://" + collector.getHost() + port + place, collector.getRawUserInfo());
    }
}
