package dev.overt.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what is sent to Google Analytics by the Measurement Protocol, and keeps each event as its id, name and parameters. */
final class MeasurementStandIn implements AutoCloseable {
    private static final Pattern CLIENT = Pattern.compile("\"client_id\":\"([^\"]*)\"");
    private static final Pattern EVENT = Pattern.compile("\\{\"name\":\"(\\w+)\",\"params\":(\\{[^}]*\\})[^}]*\\}");

    private final Queue<String> events = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    /** @param known how the ids begin that were sent; for another, which is random, it keeps {@code *} */
    MeasurementStandIn(String known) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mp/collect", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher client = CLIENT.matcher(body);
            String id = client.find() && client.group(1).startsWith(known) ? client.group(1) : "*";
            EVENT.matcher(body.replaceAll("\"timestamp_micros\":[0-9]+,?", ""))
                    .results()
                    .forEach(event -> events.add(id + " " + event.group(1) + " " + event.group(2)));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
