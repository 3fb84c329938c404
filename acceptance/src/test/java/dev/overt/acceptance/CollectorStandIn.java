package dev.overt.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Accepts whatever an uploader sends, and keeps it. */
final class CollectorStandIn implements AutoCloseable {
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");
    private static final long PATIENCE_MILLIS = 60_000;

    final List<String> uploads = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    CollectorStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://key@127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange;
                GZIPInputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            String upload = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            String results = ids(upload).stream()
                    .map(id -> "{\"id\":\"" + id + "\",\"result\":\"accepted\"}")
                    .collect(Collectors.joining(","));
            byte[] answer = ("{\"overt\":1,\"durability\":\"fsync\",\"results\":[" + results + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            uploads.add(upload);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** The ids of all events so far, as often as they were sent. */
    List<String> ids() {
        List<String> ids = new ArrayList<>();
        uploads.forEach(upload -> ids.addAll(ids(upload)));
        return ids;
    }

    private static List<String> ids(String upload) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = ID.matcher(upload);
        while (matcher.find()) {
            ids.add(matcher.group(1));
        }
        return ids;
    }

    /** Waits until there are as many uploads. */
    void await(int count) throws InterruptedException {
        for (long waited = 0; uploads.size() < count && waited < PATIENCE_MILLIS; waited += 20) {
            Thread.sleep(20);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
