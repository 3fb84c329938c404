package dev.overt.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector that keeps what it is sent and answers as a test says. */
final class FakeCollector implements AutoCloseable {
    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    final Map<String, String> answerHeaders = new TreeMap<>();
    volatile int status = 200;
    /** The result of each event; an answer that is no JSON where it is empty. */
    volatile String result = "accepted";

    private final HttpServer server;

    FakeCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    CollectorAddress address() {
        return new CollectorAddress("http://127.0.0.1:" + server.getAddress().getPort(), "key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] compressed = exchange.getRequestBody().readAllBytes();
        String body;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        bodies.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        Map<String, String> sent = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, String.join(",", values)));
        headers.add(sent);
        answerHeaders.forEach(exchange.getResponseHeaders()::set);
        byte[] answer = (result.isEmpty() ? "<html>" : results(body)).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String results(String body) {
        StringBuilder results = new StringBuilder();
        if (JsonReader.readObject(body).get("events") instanceof List<?> events) {
            for (Object each : events) {
                Object id = each instanceof Map<?, ?> event ? event.get("id") : null;
                results.append(results.isEmpty() ? "" : ",");
                results.append(new Json().put("id", String.valueOf(id)).put("result", result));
            }
        }
        return "{\"overt\":1,\"durability\":\"fsync\",\"results\":[" + results + "]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
