package dev.overt.collector.receive;

import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.web.Routes;
import dev.overt.collector.web.WebServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The receiving endpoints of a collector on a free port, over a log in memory. */
final class Receiving implements AutoCloseable {
    static final String KEY = "wk_0123456789abcdef0123456789abcdef";
    static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");

    final FakeEventLog log = new FakeEventLog();
    volatile long freeBytes = Long.MAX_VALUE;
    final WebServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Receiving() throws IOException {
        WriteKeys keys = new WriteKeys(Map.of(KEY, new Enforcer(InitRunner.manifest())));
        Intake intake = new Intake(log, () -> freeBytes);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        PostHogEndpoint postHog = new PostHogEndpoint(keys, intake, clock);
        server = WebServer.start(
                "127.0.0.1",
                0,
                new Routes()
                        .post("/v1/events", new NativeEndpoint(keys, intake, clock))
                        .post("/batch", postHog)
                        .post("/batch/", postHog));
    }

    HttpResponse<String> upload(String body) {
        return upload(body.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> upload(byte[] body, String... headers) {
        return post(
                "/v1/events",
                body,
                with(headers, "Authorization", "Bearer " + KEY, "Content-Type", "application/json"));
    }

    HttpResponse<String> batch(String body) {
        return post("/batch/", body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path.substring(1)))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpClient client() {
        return client;
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = new String[headers.length + more.length];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public void close() {
        log.release();
        server.close();
    }
}
