package dev.overt.codegen;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A collector that accepts and remembers every event. */
final class LocalCollector implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    LocalCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    String address() {
        return "http://key@127.0.0.1:" + server.getAddress().getPort();
    }

    List<JsonNode> events() {
        return events;
    }

    private void take(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        InputStream body = exchange.getRequestBody();
        JsonNode upload = JSON.readTree(zipped ? new GZIPInputStream(body) : body);
        upload.get("events").forEach(events::add);
        String results = upload.get("events")
                .valueStream()
                .map(event -> "{\"id\":\"" + event.get("id").asString() + "\",\"result\":\"accepted\"}")
                .collect(Collectors.joining(",", "[", "]"));
        byte[] answer =
                ("{\"overt\":1,\"durability\":\"fsync\",\"results\":" + results + "}").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
