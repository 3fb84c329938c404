package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.web.Routes;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The collector never keeps who sent it, nor says it to anybody: whatever a client puts into a request line or a header,
 * and wherever it connects from, is in no file, no table, no answer, and in no line of a log that says all it can.
 */
final class PrivacyTest {
    private static final String INSTALL = "3f2b0c5e9a7d4e1f8b6c2d1a0e9f8c7b";
    private static final String MARKER = "zq7-marker";

    /** All of 127.0.0.0/8 is this machine: an address to come from that nothing else has. */
    private static final String PEER = "127.77.203.113";

    private static final String FORWARDED = "203.0.113.77";
    /** A key in a path comes back: PostHog's client looks for its configuration under it. */
    private static final String KEY_IN_PATH = "phc_key";

    private static final List<String> HEADERS =
            List.of(("Accept Accept-Charset Accept-Encoding Accept-Language Access-Control-Request-Headers"
                            + " Access-Control-Request-Method Authorization Baggage Cache-Control CF-Connecting-IP CF-IPCountry"
                            + " Client-IP Connection Content-Disposition Content-Encoding Content-Language Content-Length"
                            + " Content-Location Content-MD5 Content-Range Content-Type Cookie Date DNT Early-Data Expect"
                            + " Fastly-Client-IP Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match"
                            + " If-Range If-Unmodified-Since Keep-Alive Last-Modified Link Max-Forwards Origin Pragma"
                            + " Proxy-Authorization Proxy-Connection Range Referer Request-Id Save-Data Sec-CH-UA"
                            + " Sec-CH-UA-Platform Sec-Fetch-Site Sec-GPC Sec-WebSocket-Key TE Trailer Transfer-Encoding"
                            + " True-Client-IP Traceparent Tracestate Upgrade User-Agent Via Warning X-Api-Key"
                            + " X-Client-Data X-Client-IP X-Cluster-Client-IP X-Correlation-ID X-Forwarded-For"
                            + " X-Forwarded-Host X-Forwarded-Port X-Forwarded-Proto X-HTTP-Method-Override X-Original-URL"
                            + " X-Real-IP X-Request-ID X-Requested-With " + MARKER)
                    .split(" "));

    @TempDir
    private Path data;

    @TempDir
    private Path work;

    private int port;
    private String key = "";

    @Test
    void nothingOfTheSender_isInTheFolderOrInTheOutput() throws Exception {
        Path output = work.resolve("output");
        Process process = start(output);
        try {
            exercise();
            assertTablesAreClean();
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(output)).contains("says all it can");
        assertFilesAreClean(work);
        assertThat(assertFilesAreClean(data)).isGreaterThan(2);
    }

    private Process start(Path output) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServingProcess.class.getName(),
                        data.toString())
                .redirectError(output.toFile())
                .start();
        String first = new BufferedReader(process.inputReader()).readLine();
        assertThat(first).as("the collector's first line; see %s", output).isNotNull();
        port = Integer.parseInt(first.split(" ", 2)[0]);
        key = first.split(" ", 2)[1];
        return process;
    }

    private void exercise() throws IOException {
        assertThat(send("POST", "/v1/events", with("Authorization: Bearer " + key, allHeaders()), upload()))
                .contains(" 200 ");
        assertThat(send("POST", "/batch/?" + MARKER + "=" + FORWARDED, allHeaders(), posthog()))
                .contains(" 200 ");
        for (String path : paths()) {
            String marked = path.replace("*", KEY_IN_PATH);
            ask("GET " + path.replace("*", MARKER) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            for (String method : List.of("GET", "POST", "OPTIONS", "PUT", MARKER)) {
                send(method, marked, allHeaders(), MARKER);
                send(method, marked + "?" + MARKER + "=" + FORWARDED + "#" + MARKER, allHeaders(), posthog());
                send(method, marked + "/" + MARKER, allHeaders(), "{\"" + MARKER + "\":");
            }
            for (String header : HEADERS) {
                send("POST", marked, List.of(header + ": " + MARKER), upload());
                send("POST", marked, List.of("Authorization: Bearer " + key, header + ": " + FORWARDED), upload());
            }
        }
        for (String raw : List.of(
                MARKER + "\r\n\r\n",
                "GET /%zz" + MARKER + " HTTP/1.1\r\nHost: " + MARKER + "\r\n\r\n",
                "GET /" + MARKER + "%2f.. HTTP/1.1\r\nHost: " + MARKER + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: " + MARKER + "\r\n" + MARKER + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + MARKER.repeat(2_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n " + MARKER + "\r\n\r\n",
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n" + MARKER,
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + MARKER + "\r\n")) {
            send(raw);
        }
    }

    /** The paths of every protocol, and others. */
    private static List<String> paths() {
        Routes routes = new Routes();
        Intake intake = new Intake(new FakeEventLog(), () -> Long.MAX_VALUE);
        Collector.PROTOCOLS.forEach(
                protocol -> protocol.addTo(routes, new WriteKeys(Map.of()), intake, Clock.systemUTC()));
        List<String> paths = new ArrayList<>(routes.paths());
        paths.addAll(List.of("/", "/" + MARKER, "/admin/sql", "/healthz", "/products/initrunner", "/products/*"));
        return paths;
    }

    private static List<String> allHeaders() {
        return HEADERS.stream()
                .filter(header -> !List.of(
                                "Content-Length", "Transfer-Encoding", "Host", "Connection", "Expect", "Upgrade")
                        .contains(header))
                .filter(header -> !header.startsWith("Content-") && !header.equals("Authorization"))
                .map(header -> header + ": " + (header.equals("Forwarded") ? "for=" + FORWARDED : MARKER))
                .toList();
    }

    private static List<String> with(String header, List<String> more) {
        List<String> headers = new ArrayList<>(more);
        headers.add(header);
        headers.add("Content-Type: application/json");
        return headers;
    }

    private static String upload() {
        String event = Http.event(
                "cli_command",
                INSTALL,
                0,
                "\"command\":\"" + MARKER + "\",\"$ip\":\"" + FORWARDED + "\",\"error_kind\":\"" + MARKER
                        + "\",\"duration_bucket\":\"" + MARKER + "\",\"" + MARKER + "\":\"" + MARKER + "\",\"host\":\""
                        + MARKER + "\",\"exit_code\":{\"" + MARKER + "\":1}");
        return "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                + "\",\"batch\":\"019a9f3c-0000-7000-8000-000000000000\",\"dropped\":{\"" + MARKER
                + "\":2},\"events\":[" + event + "," + event.replace("cli_command", MARKER) + ",\"" + MARKER + "\",{\""
                + MARKER + "\":1}]}";
    }

    private String posthog() {
        return "{\"api_key\":\"" + key + "\",\"batch\":[{\"event\":\"cli_command\",\"distinct_id\":\"" + MARKER
                + "\",\"ip\":\"" + FORWARDED + "\",\"properties\":{\"$ip\":\"" + FORWARDED
                + "\",\"$current_url\":\"" + MARKER + "\",\"os\":\"" + MARKER + "\"}}]}";
    }

    private String send(String method, String path, List<String> headers, String body) throws IOException {
        return send(method + " " + path + " HTTP/1.1\r\nHost: " + MARKER + "\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body);
    }

    /** Sends what may or may not be a request, and gives the answer, in which nothing of it is. */
    private String send(String raw) throws IOException {
        String answer = ask(raw);
        assertClean(answer, "the answer to " + raw);
        return answer;
    }

    private String ask(String raw) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(PEER), 0)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private void assertTablesAreClean() {
        RunningCollector running = RunningCollector.find(data).orElseThrow();
        List<List<Object>> tables = new ArrayList<>();
        running.query("select table_schema, table_name from information_schema.tables")
                .rows()
                .forEach(row -> tables.add(new ArrayList<>(row)));
        assertThat(tables).hasSizeGreaterThan(5);
        for (List<Object> table : tables) {
            String name = "\"" + table.get(0) + "\".\"" + table.get(1) + "\"";
            assertClean(running.query("select * from " + name).rows().toString(), "table " + name);
        }
        assertThat(running.query("select count(*) from initrunner.cli_command")
                        .rows()
                        .get(0)
                        .get(0))
                .isEqualTo(2L);
    }

    private static int assertFilesAreClean(Path folder) throws IOException {
        int files = 0;
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                assertClean(Files.readString(file, StandardCharsets.ISO_8859_1), "file " + file);
                files++;
            }
        }
        return files;
    }

    private static void assertClean(String text, String where) {
        for (String trace : List.of(MARKER, PEER, FORWARDED)) {
            assertThat(text.contains(trace)).as("%s in %s", trace, where).isFalse();
        }
    }
}
