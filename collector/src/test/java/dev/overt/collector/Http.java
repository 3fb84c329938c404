package dev.overt.collector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Requests to a running collector, as its clients and a browser send them. */
public final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Collector collector;

    public Http(Collector collector) {
        this.collector = collector;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, String bearer, String body, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public HttpResponse<String> upload(String events, String... headers) {
        return post(
                "/v1/events",
                collector.products().get(0).writeKey(),
                "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                        + "\",\"batch\":\"" + UUID.randomUUID() + "\",\"dropped\":{\"spool_full\":2},\"events\":["
                        + events
                        + "]}",
                headers);
    }

    /** A native event with all properties of a command. */
    public static String command(String install, int daysAgo, String command, boolean ok) {
        return event(
                "cli_command",
                install,
                daysAgo,
                "\"command\":\"" + command + "\",\"status\":\"" + (ok ? "ok" : "error") + "\",\"exit_code\":"
                        + (ok ? 0 : 1) + ",\"duration_bucket\":\"<1s\",\"is_tty\":true,\"is_ci\":false");
    }

    public static String event(String name, String install, int daysAgo, String properties) {
        return "{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"" + name + "\",\"install\":\"" + install
                + "\",\"at_millis\":"
                + Instant.now().minus(daysAgo, ChronoUnit.DAYS).toEpochMilli()
                + ",\"properties\":{\"os\":\"Linux\",\"python_version\":\"3.12\",\"initrunner_version\":\"2026.8.10\","
                + properties + "}}";
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(collector.address() + path.substring(1)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
