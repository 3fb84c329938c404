package dev.overt.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A web page of another origin than the collector's, which carries an unmodified posthog-js. */
final class PosthogPage implements AutoCloseable {
    private static final Path BUNDLES = Checkout.ROOT.resolve("acceptance/src/test/node/node_modules/posthog-js/dist");
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="en"><head><title>A dashboard</title><link rel="icon" href="data:,"></head>
            <body><h1>A dashboard</h1><button>planted-secret</button><script src="/BUNDLE"></script></body></html>
            """;

    private final HttpServer server;

    private PosthogPage(HttpServer server) {
        this.server = server;
    }

    /** Serves {@code /page/BUNDLE}, a page that loads the bundle of this name. */
    static PosthogPage serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/page/", exchange -> {
            String bundle = exchange.getRequestURI().getPath().substring("/page/".length());
            answer(exchange, "text/html", HTML.replace("BUNDLE", bundle).getBytes(StandardCharsets.UTF_8));
        });
        server.createContext("/", exchange -> {
            String bundle = exchange.getRequestURI().getPath().substring(1);
            answer(exchange, "text/javascript", Files.readAllBytes(BUNDLES.resolve(bundle)));
        });
        server.start();
        return new PosthogPage(server);
    }

    /** Under another name than the collector's, so that the browser takes them for two sites. */
    String address(String bundle) {
        return "http://localhost:" + server.getAddress().getPort() + "/page/" + bundle;
    }

    private static void answer(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
