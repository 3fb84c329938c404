package dev.overt.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook that takes most of what it is sent, and keeps the ids of the events. */
final class WebhookStandIn implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\\{\"id\":\"([^\"]*)\"");

    final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final HttpServer server;
    private final Random random;

    WebhookStandIn(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            boolean fails = random.nextInt(5) == 0;
            if (!fails) {
                Matcher matcher = ID.matcher(body);
                while (matcher.find()) {
                    ids.add(matcher.group(1));
                }
            }
            exchange.sendResponseHeaders(fails ? 503 : 204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
