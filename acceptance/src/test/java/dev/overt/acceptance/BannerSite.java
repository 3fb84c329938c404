package dev.overt.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.overt.codegen.GeneratedFile;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * Pages of another origin than the collector's, with the generated banner, under the strictest policy that lets it work:
 * no inline script, no inline style, no text that becomes script.
 */
final class BannerSite implements AutoCloseable {
    private static final Path POSTHOG =
            Checkout.ROOT.resolve("acceptance/src/test/node/node_modules/posthog-js/dist/array.full.js");
    private static final String POLICY = """
            default-src 'none'; script-src 'self'; connect-src http://127.0.0.1:*; img-src data:; frame-src 'self'; \
            require-trusted-types-for 'script'; trusted-types 'none'""";
    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="LANG" dir="DIR"><head><title>A dashboard</title><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="collector" content="COLLECTOR"><meta name="sender" content="SENDER">
            <meta name="base" content="BASE">
            <link rel="icon" href="data:,"><script src="/posthog.js"></script><script type="module" src="/page.js"></script></head>
            <body><main><h1>A dashboard</h1><p><label>Name <input></label> <a href="/runs">Runs</a></p>BODY</main>
            <footer></footer></body></html>
            """;
    private static final String PAGE_SCRIPT = """
            import * as telemetry from '/telemetry-banner.js';
            const meta = (name) => document.querySelector(`meta[name=${name}]`).content;
            const senders = { itself: undefined, posthog: window.posthog, later: async () => window.posthog,
              never: () => Promise.reject(new Error('blocked')) };
            window.telemetry = telemetry;
            telemetry.start({ collector: meta('collector'), base: meta('base'), posthog: senders[meta('sender')] });
            document.querySelector('footer').append(telemetry.settings());
            document.documentElement.dataset.started = '';
            """;

    /** Address of the collector with its write key; empty where the page is given none. */
    volatile String collector = "";
    /** How events are sent: {@code itself}, {@code posthog}, {@code later}: a posthog-js loaded then, or {@code never}. */
    volatile String sender = "itself";

    /** The path below which the pages are. */
    volatile String base = "/";

    volatile String lang = "en";
    volatile String dir = "ltr";
    /** What stands in every page but {@code /framed}. */
    volatile String body = "";

    private final HttpServer server;
    private volatile String module = "";

    BannerSite() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        "text/html; charset=utf-8",
                        html(exchange.getRequestURI().getPath().equals("/framed"))));
        server.createContext("/page.js", exchange -> answer(exchange, "text/javascript", PAGE_SCRIPT));
        server.createContext("/telemetry-banner.js", exchange -> answer(exchange, "text/javascript", module));
        server.createContext(
                "/posthog.js",
                exchange -> answer(
                        exchange,
                        "text/javascript",
                        sender.equals("posthog") || sender.equals("later") ? Files.readString(POSTHOG) : ""));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        use(Files.readString(Checkout.MANIFEST));
    }

    /** Serves the banner of another manifest from now on. */
    void use(String yaml) {
        Reading reading = ManifestReader.read("telemetry.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Refused refused) {
            throw new AssertionError(refused.problems().toString());
        }
        module = GeneratedFile.BANNER
                .of(((Reading.Accepted) reading).manifest(), Path.of("."), "")
                .text();
    }

    /** Under another name than the collector's, so that the browser takes them for two sites. */
    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    private String html(boolean framed) {
        return HTML.replace("COLLECTOR", collector)
                .replace("SENDER", sender)
                .replace("BASE", base)
                .replace("LANG", lang)
                .replace("DIR", dir)
                .replace("BODY", framed ? "" : body);
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.getResponseHeaders().add("Content-Security-Policy", POLICY);
            // A frame without an origin loads modules from everywhere as from another site.
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
