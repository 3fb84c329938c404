package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector never keeps who sent it. */
final class PrivacyTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String MARKER = "zq7-marker";
    private static final String ADDRESS = "203.0.113.77";

    @TempDir
    private Path data;

    @Test
    void nothingOfTheSender_isInTheFolderOrInTheOutput() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream captured = new PrintStream(output, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            System.setErr(captured);
            exercise();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        assertThat(output.toString(StandardCharsets.UTF_8)).doesNotContain(MARKER, ADDRESS);
        int files = 0;
        try (Stream<Path> tree = Files.walk(data)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(MARKER)).as("%s in %s", MARKER, file).isFalse();
                assertThat(bytes.contains(ADDRESS))
                        .as("%s in %s", ADDRESS, file)
                        .isFalse();
                files++;
            }
        }
        assertThat(files).isGreaterThan(2);
    }

    private void exercise() throws IOException {
        try (Collector collector =
                Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(InitRunner.manifest())))) {
            Http http = new Http(collector);
            String event = Http.event(
                    "cli_command",
                    INSTALL,
                    0,
                    "\"command\":\"" + MARKER + "\",\"$ip\":\"" + ADDRESS + "\",\"error_kind\":\"" + MARKER
                            + "\",\"duration_bucket\":\"" + MARKER + "\",\"" + MARKER + "\":\"" + MARKER
                            + "\",\"host\":\"" + MARKER + "\",\"exit_code\":{\"" + MARKER + "\":1}");
            String[] headers = {
                "User-Agent",
                MARKER,
                "Cookie",
                "id=" + MARKER,
                "X-Forwarded-For",
                ADDRESS,
                "Forwarded",
                "for=" + ADDRESS,
                "Referer",
                "https://" + MARKER + ".example/",
                "X-Anything",
                MARKER
            };
            assertThat(http.upload(event, headers).statusCode()).isEqualTo(200);
            assertThat(http.upload("\"" + MARKER + "\",{\"" + MARKER + "\":1}", headers)
                            .statusCode())
                    .isEqualTo(200);
            http.upload(event.replace("cli_command", MARKER), headers);
            http.post("/batch/?" + MARKER + "=" + ADDRESS, MARKER, posthog(collector), headers);
            http.post("/v1/events?a=" + MARKER, MARKER, event, headers);
            http.post("/admin/sql", MARKER, "{\"sql\":\"select '" + MARKER + "'\"}", headers);
            http.upload("{" + MARKER, headers);
            http.get("/" + MARKER);
            http.get("/products/" + MARKER + "?days=" + MARKER + "&day=" + MARKER);
            for (String raw : List.of(
                    MARKER + "\r\n\r\n",
                    "GET /%zz" + MARKER + " HTTP/1.1\r\nHost: " + MARKER + "\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: " + MARKER + "\r\n" + MARKER + "\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: a\r\nX: " + MARKER.repeat(2_000) + "\r\n\r\n",
                    "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: " + MARKER + "\r\n\r\n")) {
                send(collector, raw);
            }
            Object stored = RunningCollector.find(data)
                    .orElseThrow()
                    .query("select count(*) from initrunner.cli_command")
                    .rows()
                    .get(0)
                    .get(0);
            assertThat(String.valueOf(stored)).isEqualTo("2");
        }
    }

    private static String posthog(Collector collector) {
        return "{\"api_key\":\"" + collector.products().get(0).writeKey()
                + "\",\"batch\":[{\"event\":\"cli_command\",\"distinct_id\":\"" + MARKER + "\",\"ip\":\"" + ADDRESS
                + "\",\"properties\":{\"$ip\":\"" + ADDRESS + "\",\"$current_url\":\"" + MARKER + "\",\"os\":\""
                + MARKER
                + "\"}}]}";
    }

    private static void send(Collector collector, String raw) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), collector.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
        }
    }
}
