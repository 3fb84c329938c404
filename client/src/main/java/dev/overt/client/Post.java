package dev.overt.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request to a collector, and what its answer means. */
final class Post {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final int MAX_ANSWER_BYTES = 1024 * 1024;

    private Post() {}

    /** What a collector's answer means for the events of an upload. */
    sealed interface Answer {
        /** Each event has a result, by its id. */
        record Results(Map<String, String> byId) implements Answer {}

        /** None of the events will ever be taken. */
        record Refused(int status) implements Answer {}

        /** All events may be sent again, not before {@code waitSeconds} have passed. */
        record Later(String why, long waitSeconds) implements Answer {}
    }

    /** A request under way, which another thread can end by running this. Thread-safe. */
    static final class Request implements Runnable {
        private final int connectMillis;
        private final int readMillis;
        private volatile @Nullable HttpURLConnection connection;

        /** Neither to connect nor any single read takes longer than these. */
        Request(long connectMillis, long readMillis) {
            this.connectMillis = (int) Math.max(1, Math.min(connectMillis, CONNECT_TIMEOUT_MILLIS));
            this.readMillis = (int) Math.max(1, Math.min(readMillis, READ_TIMEOUT_MILLIS));
        }

        /** Closes the connection, which may have to wait for the JDK's locks: by a thread that nobody waits for. */
        @Override
        public void run() {
            HttpURLConnection open = connection;
            if (open != null) {
                open.disconnect();
            }
        }
    }

    static Answer send(CollectorAddress address, String body) {
        return send(address, body, new Request(CONNECT_TIMEOUT_MILLIS, READ_TIMEOUT_MILLIS));
    }

    static Answer send(CollectorAddress address, String body, Request request) {
        try {
            return answer(request(address, body, request));
        } catch (IOException | RuntimeException failure) {
            return new Answer.Later(address.url() + " did not answer", 0);
        }
    }

    private static HttpURLConnection request(CollectorAddress address, String body, Request request)
            throws IOException {
        byte[] compressed = gzip(body);
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(address.url() + "/v1/events").toURL().openConnection();
        connection.setConnectTimeout(request.connectMillis);
        connection.setReadTimeout(request.readMillis);
        request.connection = connection;
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        // A known length also keeps the JDK from sending a failed POST again by itself.
        connection.setFixedLengthStreamingMode(compressed.length);
        connection.setRequestProperty("Authorization", "Bearer " + address.writeKey());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty("Content-Encoding", "gzip");
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "overt");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(compressed);
        }
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try {
            if (status == 200) {
                return results(connection);
            }
            boolean later = status < 400 || status == 408 || status == 425 || status == 429 || status >= 500;
            return later
                    ? new Answer.Later("the collector answered " + status, waitSeconds(connection))
                    : new Answer.Refused(status);
        } finally {
            connection.disconnect();
        }
    }

    private static Answer results(HttpURLConnection connection) throws IOException {
        byte[] content;
        try (InputStream in = connection.getInputStream()) {
            content = in.readNBytes(MAX_ANSWER_BYTES + 1);
        }
        try {
            if (content.length <= MAX_ANSWER_BYTES) {
                return new Answer.Results(results(new String(content, StandardCharsets.UTF_8)));
            }
        } catch (IllegalArgumentException notAnAnswer) {
            // Something else than a collector may answer 200, too: a page of the network's, say.
        }
        return new Answer.Later("the answer was not that of a collector", 0);
    }

    private static Map<String, String> results(String answer) {
        Map<String, String> byId = new HashMap<>();
        if (!(JsonReader.readObject(answer).get("results") instanceof List<?> results)) {
            throw new IllegalArgumentException("no results");
        }
        for (Object each : results) {
            if (each instanceof Map<?, ?> result
                    && result.get("id") instanceof String id
                    && result.get("result") instanceof String word) {
                byId.put(id, word);
            }
        }
        return byId;
    }

    private static long waitSeconds(HttpURLConnection connection) {
        try {
            String seconds = connection.getHeaderField("Retry-After");
            return seconds == null ? 0 : Math.max(0, Long.parseLong(seconds.trim()));
        } catch (NumberFormatException date) {
            return 0;
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
