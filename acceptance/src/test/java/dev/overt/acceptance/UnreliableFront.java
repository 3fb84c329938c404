package dev.overt.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Stands between clients and a collector: spoils the first answers, passes all others on, and keeps what was sent. */
final class UnreliableFront implements AutoCloseable {
    /** @param passedOn whether the collector gets the request, so that its answer alone is lost */
    record Fault(boolean passedOn, int status, String answer) {}

    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final URI collector;
    private final Queue<Fault> faults;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    UnreliableFront(URI collector, Fault... faults) throws IOException {
        this(HttpServer.create(), collector, List.of(faults));
        server.start();
    }

    /** Over TLS, and never spoils anything. */
    UnreliableFront(URI collector, SSLContext tls) throws IOException {
        this(secure(tls), collector, List.of());
        server.start();
    }

    private UnreliableFront(HttpServer server, URI collector, List<Fault> faults) throws IOException {
        this.server = server;
        this.collector = collector;
        this.faults = new ConcurrentLinkedQueue<>(faults);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
    }

    private static HttpServer secure(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    String address() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** How many requests held {@code text}. */
    long sent(String text) {
        return bodies.stream().filter(body -> body.contains(text)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(text(body));
            Fault fault = faults.poll();
            HttpResponse<byte[]> passed = fault == null || fault.passedOn() ? pass(exchange, body) : null;
            byte[] answer = fault == null ? body(passed) : fault.answer().getBytes(StandardCharsets.UTF_8);
            int status = fault != null ? fault.status() : passed == null ? 502 : passed.statusCode();
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            if (answer.length > 0) {
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static byte[] body(@Nullable HttpResponse<byte[]> response) {
        return response == null ? new byte[0] : response.body();
    }

    private static String text(byte[] body) throws IOException {
        boolean zipped = body.length > 1 && body[0] == 0x1f;
        byte[] plain = zipped ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        return new String(plain, StandardCharsets.UTF_8);
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve(exchange.getRequestURI()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : List.of("Content-Type", "Content-Encoding")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
