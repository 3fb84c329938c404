package dev.overt.client;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request to a collector, and what its answer means. Follows no redirect. */
final class Post {
    static final String EVENTS = "/v1/events";
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;
    /** From the connection to the last byte of the answer. */
    private static final long MAX_MILLIS = 30_000;

    private Post() {}

    /** What a collector's answer means for the events of an upload. */
    sealed interface Answer {
        /** Each event has a result, by its id. */
        record Results(Map<String, String> byId) implements Answer {}

        /** None of the events will ever be taken. */
        record Refused(int status) implements Answer {}

        /** All events may be sent again, not before {@code waitSeconds} have passed; 0 where nothing answered. */
        record Later(String why, int status, long waitSeconds) implements Answer {}
    }

    /** A request under way: it ends in time, and another thread can end it before. Thread-safe. */
    static final class Request implements Runnable, Closeable {
        private final long maxMillis;
        private @Nullable Socket socket;
        private boolean ended;

        /** From the connection to the last byte of the answer it takes {@code maxMillis} at most. */
        Request(long maxMillis) {
            this.maxMillis = Math.max(1, Math.min(maxMillis, MAX_MILLIS));
        }

        /** Ends the request when its time is over. A limit for each read would not end one that trickles. */
        @Override
        public void run() {
            try {
                Thread.sleep(maxMillis);
                close();
            } catch (IOException | InterruptedException over) {
                return;
            }
        }

        /** A socket that is not connected yet; without the proxy that the JDK would choose for it. */
        synchronized Socket open() throws IOException {
            if (ended) {
                throw new SocketException("ended");
            }
            socket = new Socket(Proxy.NO_PROXY);
            return socket;
        }

        @Override
        public synchronized void close() throws IOException {
            ended = true;
            if (socket != null) {
                socket.close();
            }
        }
    }

    static Answer send(CollectorAddress address, String body, Map<String, String> environment) {
        return send(address, body, environment, new Request(MAX_MILLIS));
    }

    static Answer send(CollectorAddress address, String body, Map<String, String> environment, Request request) {
        try {
            Reply reply = exchange(address, EVENTS, body, environment, request);
            return reply.status() == 200 ? results(reply.body()) : refusal(reply);
        } catch (IOException failure) {
            return new Answer.Later(String.valueOf(failure.getMessage()), 0, 0);
        }
    }

    /** What a server answered; the body of an answer that is neither 200 nor 202 is left unread. */
    record Reply(int status, Map<String, String> headers, String body) {}

    /** Posts {@code body}, compressed; where nothing answers, the exception's message says why, for people. */
    static Reply exchange(CollectorAddress address, String path, String body, Map<String, String> environment)
            throws IOException {
        return exchange(address, path, body, environment, new Request(MAX_MILLIS));
    }

    private static Reply exchange(
            CollectorAddress address, String path, String body, Map<String, String> environment, Request request)
            throws IOException {
        Thread limit = new Thread(null, request, "telemetry-limit", 0, false);
        limit.setDaemon(true);
        limit.start();
        try (request) {
            URI target = URI.create(address.url() + path);
            return exchange(target, Route.to(target, environment), address, gzip(body), environment, request);
        } catch (IOException | GeneralSecurityException | RuntimeException failure) {
            throw new IOException(why(address, failure, environment), failure);
        } finally {
            limit.interrupt();
        }
    }

    private static Reply exchange(
            URI target,
            Route route,
            CollectorAddress address,
            byte[] body,
            Map<String, String> environment,
            Request request)
            throws IOException, GeneralSecurityException {
        boolean secure = target.getScheme().equals("https");
        boolean tls = secure || route.scheme().equals("https");
        Tunnel tunnel =
                new Tunnel(route, Route.host(target), Route.port(target), tls ? Trust.sockets(environment) : null);
        try (Socket socket = tunnel.lead(tunnel.connect(request), secure)) {
            boolean byProxy = !secure && route.scheme().startsWith("http");
            request(socket, target, byProxy ? route : Route.STRAIGHT, address.writeKey(), body);
            HttpAnswer answer = HttpAnswer.readHead(socket.getInputStream());
            boolean hasBody = answer.status() == 200 || answer.status() == 202;
            byte[] content = hasBody ? answer.readBody(socket.getInputStream(), MAX_ANSWER_BYTES) : new byte[0];
            return new Reply(answer.status(), answer.headers(), new String(content, StandardCharsets.UTF_8));
        }
    }

    private static void request(Socket socket, URI target, Route proxy, String writeKey, byte[] body)
            throws IOException {
        String head = head(target, proxy, writeKey, body.length);
        OutputStream out = socket.getOutputStream();
        try {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        } catch (IOException refusedBeforeItWasRead) {
            // The answer, if there is one, says why.
            return;
        }
    }

    /** All of a request that stands before its body of so many {@code bytes}. */
    static String head(URI target, Route proxy, String writeKey, int bytes) {
        return "POST " + (proxy.scheme().isEmpty() ? target.getRawPath() : target) + " HTTP/1.1\r\nHost: "
                + target.getRawAuthority() + "\r\n" + Tunnel.authorization(proxy) + "Authorization: Bearer " + writeKey
                + "\r\nUser-Agent: overt\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                + "Content-Encoding: gzip\r\nContent-Length: " + bytes + "\r\nConnection: close\r\n\r\n";
    }

    private static Answer refusal(Reply answer) {
        int status = answer.status();
        boolean later =
                status < 400 || status == 407 || status == 408 || status == 425 || status == 429 || status >= 500;
        return later
                ? new Answer.Later("the collector answered " + status, status, waitSeconds(answer.headers()))
                : new Answer.Refused(status);
    }

    private static Answer results(String content) {
        try {
            Map<String, String> byId = new HashMap<>();
            if (JsonReader.readObject(content).get("results") instanceof List<?> results) {
                for (Object each : results) {
                    if (each instanceof Map<?, ?> result
                            && result.get("id") instanceof String id
                            && result.get("result") instanceof String word) {
                        byId.put(id, word);
                    }
                }
                return new Answer.Results(byId);
            }
        } catch (IllegalArgumentException notAnAnswer) {
            // Something else than a collector may answer 200, too: a page of the network's, say.
        }
        return new Answer.Later("the answer was not that of a collector", 200, 0);
    }

    /** A date is told from the collector's own: this machine's clock may be wrong. */
    private static long waitSeconds(Map<String, String> headers) {
        String after = headers.getOrDefault("retry-after", "");
        try {
            return Math.max(0, Long.parseLong(after));
        } catch (NumberFormatException date) {
            Instant until = instant(after);
            Instant now = instant(headers.getOrDefault("date", ""));
            return until == null || now == null ? 0 : Math.max(0, until.getEpochSecond() - now.getEpochSecond());
        }
    }

    private static @Nullable Instant instant(String date) {
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static String why(CollectorAddress address, Exception failure, Map<String, String> environment) {
        if (failure instanceof SSLException) {
            String problem = Trust.problem(environment);
            return address.url() + " has no certificate that is trusted here" + (problem == null ? "" : "; " + problem);
        }
        String detail = failure instanceof IOException ? failure.getMessage() : null;
        return address.url() + " did not answer" + (detail == null ? "" : ": " + detail);
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
