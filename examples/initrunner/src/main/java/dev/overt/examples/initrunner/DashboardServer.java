package dev.overt.examples.initrunner;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The dashboard over HTTP, on this machine's own address. It answers GET alone, and changes nothing. */
final class DashboardServer implements AutoCloseable {
    /** The files beside this class that are served, and their types. */
    private static final Map<String, String> ASSETS = Map.of(
            "/telemetry-banner.js", "text/javascript; charset=utf-8",
            "/dashboard.js", "text/javascript; charset=utf-8",
            "/dashboard.css", "text/css; charset=utf-8");

    private final HttpServer server;
    private final DashboardPages pages;

    private DashboardServer(HttpServer server, DashboardPages pages) {
        this.server = server;
        this.pages = pages;
    }

    static DashboardServer start(int port, DashboardPages pages) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        DashboardServer dashboard = new DashboardServer(server, pages);
        server.createContext("/", dashboard::answer);
        server.start();
        return dashboard;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String type = ASSETS.get(path);
            if (!exchange.getRequestMethod().equals("GET") || !isLocal(exchange)) {
                send(exchange, 400, "text/plain; charset=utf-8", "Only GET, from this machine.\n");
            } else if (type != null) {
                send(exchange, 200, type, asset(path));
            } else {
                Optional<String> page = pages.at(path);
                send(
                        exchange,
                        page.isPresent() ? 200 : 404,
                        "text/html; charset=utf-8",
                        page.orElseGet(pages::missing));
            }
        }
    }

    /** Another name for this machine would let the pages of others read this one (DNS rebinding). */
    private static boolean isLocal(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        return host != null && host.matches("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d+)?");
    }

    private void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", pages.policy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-cache");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String asset(String path) throws IOException {
        try (InputStream asset = DashboardServer.class.getResourceAsStream(path.substring(1))) {
            return asset == null ? "" : new String(asset.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
