package dev.overt.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** A collector that keeps what it is sent and answers as a test says, or does not. */
final class FakeCollector implements AutoCloseable {
    /** What a collector does with a request that it has read. */
    enum Manner {
        ANSWERS,
        /** Closes the connection. */
        RESETS,
        /** Says nothing until it is closed. */
        HANGS,
        /** Begins an answer, and says no more of it. */
        STOPS_HALFWAY,
        /** Sends a byte of its answer now and then. */
        TRICKLES
    }

    final List<String> bodies = new CopyOnWriteArrayList<>();
    final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    final Map<String, String> answerHeaders = new TreeMap<>();
    volatile int status = 200;
    /** The statuses of the next answers, before that one. */
    final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    volatile Manner manner = Manner.ANSWERS;
    /** How many requests it has read and not answered. */
    final AtomicInteger holding = new AtomicInteger();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    /** The result of each event; an answer that is no JSON where it is empty. */
    volatile String result = "accepted";
    /** What a request for deletion is answered; the body may be empty. */
    volatile String deletion = "{\"deletion\":\"d1\",\"state\":\"done\"}";

    /** More than these in one upload are too many. */
    volatile int maxEvents = Integer.MAX_VALUE;

    private final HttpServer server;
    private final String scheme;

    FakeCollector() throws IOException {
        this(HttpServer.create(), "http");
    }

    /** One that is reached through TLS. */
    FakeCollector(SSLContext tls) throws IOException {
        this(secured(tls), "https");
    }

    private static HttpServer secured(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private FakeCollector(HttpServer server, String scheme) throws IOException {
        this.server = server;
        this.scheme = scheme;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    CollectorAddress address() {
        return address("127.0.0.1");
    }

    CollectorAddress address(String host) {
        return new CollectorAddress(
                scheme + "://" + host + ":" + server.getAddress().getPort(), "key");
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] compressed = exchange.getRequestBody().readAllBytes();
        String body;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, String> sent = new TreeMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> sent.put(name, String.join(",", values)));
        headers.add(sent);
        holding.incrementAndGet();
        synchronized (bodies) {
            bodies.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            bodies.notifyAll();
        }
        answer(exchange, body);
        holding.decrementAndGet();
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        Manner now = manner;
        if (now == Manner.HANGS) {
            await(Long.MAX_VALUE);
        }
        if (now == Manner.HANGS || now == Manner.RESETS) {
            exchange.close();
            return;
        }
        answerHeaders.forEach(exchange.getResponseHeaders()::set);
        boolean deletes = exchange.getRequestURI().getPath().equals("/v1/deletions");
        byte[] answer =
                (deletes ? deletion : result.isEmpty() ? "<html>" : results(body)).getBytes(StandardCharsets.UTF_8);
        Integer next = statuses.poll();
        boolean tooMany = body.split("\"id\":", -1).length - 1 > maxEvents;
        exchange.sendResponseHeaders(tooMany ? 413 : next == null ? status : next, answer.length);
        for (int i = 0; i < answer.length && now != Manner.ANSWERS; i++) {
            exchange.getResponseBody().write(answer[i]);
            exchange.getResponseBody().flush();
            await(now == Manner.TRICKLES ? 100 : Long.MAX_VALUE);
        }
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void await(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it was sent so many uploads, and gives the last of them. */
    Map<?, ?> awaitUpload(int count) throws InterruptedException {
        synchronized (bodies) {
            while (bodies.size() < count) {
                bodies.wait();
            }
        }
        return upload(count);
    }

    /** An upload, counted from 1. */
    Map<?, ?> upload(int number) {
        String body = bodies.get(number - 1);
        return JsonReader.readObject(body.substring(body.indexOf('{')));
    }

    /** The members of that name of all events of an upload. */
    static List<String> each(Map<?, ?> upload, String member) {
        List<String> all = new ArrayList<>();
        if (upload.get("events") instanceof List<?> events) {
            for (Object each : events) {
                all.add(each instanceof Map<?, ?> event ? String.valueOf(event.get(member)) : "none");
            }
        }
        return all;
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
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
