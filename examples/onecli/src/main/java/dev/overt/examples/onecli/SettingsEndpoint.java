package dev.overt.examples.onecli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /settings} shows the page, {@code POST /settings} with {@code telemetry=on} or {@code off} keeps a choice. */
final class SettingsEndpoint implements HttpHandler {
    private static final String PATH = "/settings";
    private static final int MAX_BYTES = 100;

    private final TelemetrySwitch telemetry;

    SettingsEndpoint(TelemetrySwitch telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean settings = exchange.getRequestURI().getPath().equals(PATH);
            switch (settings ? exchange.getRequestMethod() : "") {
                case "GET" -> page(exchange, 200, false);
                case "POST" -> choose(exchange);
                case "" -> exchange.sendResponseHeaders(404, -1);
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }

    private void choose(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        if (!isOwn(exchange)) {
            exchange.sendResponseHeaders(403, -1);
        } else if (telemetry.isLocked()) {
            page(exchange, 409, false);
        } else if (body.equals("telemetry=on") || body.equals("telemetry=off")) {
            keep(exchange, body.endsWith("on"));
        } else {
            exchange.sendResponseHeaders(400, -1);
        }
    }

    /** Another site's page could post here, too: a browser says from where. */
    private static boolean isOwn(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin == null
                || origin.equals("http://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    private void keep(HttpExchange exchange, boolean on) throws IOException {
        try {
            telemetry.turn(on);
        } catch (IOException e) {
            page(exchange, 500, true);
            return;
        }
        exchange.getResponseHeaders().set("Location", PATH);
        exchange.sendResponseHeaders(303, -1);
    }

    private void page(HttpExchange exchange, int status, boolean failed) throws IOException {
        byte[] page = SettingsPage.render(telemetry, failed).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", SettingsPage.POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, page.length);
        exchange.getResponseBody().write(page);
    }
}
