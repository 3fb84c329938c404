package dev.overt.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Requests as a client sends them, read from a file.
 *
 * <pre>
 * ### COMMENT             one line or more, before each request
 * METHOD PATH
 * NAME: VALUE             headers, up to an empty line
 * BODY                    lines, joined as one, with $NOW for the time; gzipped where a header or the path says so
 * </pre>
 */
record RecordedRequests(List<Recorded> requests) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One request, with its body before it is gzipped. */
    record Recorded(String method, String path, List<String> headers, String body) {
        private boolean gzipped() {
            return path.contains("compression=gzip") || headers.contains("Content-Encoding: gzip");
        }

        int send(URI collector) throws IOException, InterruptedException {
            byte[] bytes = gzipped() ? gzip(body) : body.getBytes(UTF_8);
            HttpRequest.Builder request = HttpRequest.newBuilder(collector.resolve(path))
                    .method(method, HttpRequest.BodyPublishers.ofByteArray(bytes));
            headers.forEach(header -> {
                int colon = header.indexOf(": ");
                request.header(header.substring(0, colon), header.substring(colon + 2));
            });
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    static RecordedRequests read(Path file) throws IOException {
        List<Recorded> requests = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("###")) {
                add(lines, requests);
            } else {
                lines.add(line);
            }
        }
        add(lines, requests);
        return new RecordedRequests(requests);
    }

    /** Takes {@code lines} as one request, if they are one. */
    private static void add(List<String> lines, List<Recorded> requests) {
        if (!lines.isEmpty()) {
            String[] first = lines.get(0).split(" ", 2);
            int end = lines.indexOf("");
            requests.add(new Recorded(
                    first[0],
                    first[1],
                    List.copyOf(lines.subList(1, end)),
                    String.join("", lines.subList(end + 1, lines.size()))
                            .replace("$NOW", Instant.now().toString())));
            lines.clear();
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
