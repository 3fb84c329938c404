package dev.overt.collector.receive;

import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.posthog.PostHogProtocol;
import dev.overt.collector.web.Limits;
import dev.overt.collector.web.Routes;
import dev.overt.collector.web.WebServer;
import dev.overt.manifest.Manifest;
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
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The receiving endpoints of a collector on a free port, over a log in memory. */
public final class Receiving implements AutoCloseable {
    public static final String KEY = "wk_0123456789abcdef0123456789abcdef";
    public static final Instant NOW = Instant.parse("2025-11-21T12:00:00Z");

    public final FakeEventLog log = new FakeEventLog();
    public volatile long freeBytes = Long.MAX_VALUE;
    public final WebServer server;
    private final Intake intake;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Receiving() throws IOException {
        this(InitRunner.manifest(), new NativeProtocol(), new PostHogProtocol());
    }

    public Receiving(Manifest manifest, Protocol... protocols) throws IOException {
        this(Limits.DEFAULT, Map.of(KEY, manifest), protocols);
    }

    public Receiving(Limits limits, Manifest manifest, Protocol... protocols) throws IOException {
        this(limits, Map.of(KEY, manifest), protocols);
    }

    /** @param manifests by write key */
    public Receiving(Map<String, Manifest> manifests, Protocol... protocols) throws IOException {
        this(Limits.DEFAULT, manifests, protocols);
    }

    private Receiving(Limits limits, Map<String, Manifest> manifests, Protocol... protocols) throws IOException {
        Map<String, Enforcer> enforcers = new HashMap<>();
        manifests.forEach((key, manifest) -> enforcers.put(key, new Enforcer(manifest)));
        WriteKeys keys = new WriteKeys(enforcers);
        Routes routes = new Routes();
        intake = new Intake(log, () -> freeBytes, limits, product -> true, new byte[] {1, 2, 3});
        for (Protocol protocol : protocols) {
            protocol.addTo(routes, keys, intake, Clock.fixed(NOW, ZoneOffset.UTC));
        }
        server = WebServer.start("127.0.0.1", 0, routes, limits);
    }

    public HttpResponse<String> upload(String body) {
        return upload(body.getBytes(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> upload(byte[] body, String... headers) {
        return post(
                "/v1/events",
                body,
                with(headers, "Authorization", "Bearer " + KEY, "Content-Type", "application/json"));
    }

    public HttpResponse<String> batch(String body) {
        return post("/batch/", body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path.substring(1)))
                .timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public HttpClient client() {
        return client;
    }

    private static String[] with(String[] headers, String... more) {
        String[] all = new String[headers.length + more.length];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }

    public static byte[] gzip(byte[] bytes) {
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
        try {
            intake.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
