package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent is answered, and never as if it were the collector's fault: a client would send it again for ever. */
final class MalformedRequestTest {
    private static final String SMUGGLED = "POST /v1/events HTTP/1.1\r\nHost: a\r\n";
    private static Receiving collector;
    private static byte[] upload;

    @BeforeAll
    static void start() throws IOException {
        collector = new Receiving();
        upload = Files.readAllBytes(Path.of("../protocol/golden/upload.json"));
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answer_isTheClientsFault_whenBytesAreSpoiled(int seed) {
        byte[] spoiled = spoil(new Random(seed));

        assertAnswered(collector.upload(spoiled));
        assertAnswered(collector.post("/batch", spoiled));
        assertAnswered(collector.upload(Receiving.gzip(spoiled), "Content-Encoding", "gzip"));
        assertAnswered(collector.upload(Zstd.compress(spoiled), "Content-Encoding", "zstd"));
    }

    private static byte[] spoil(Random random) {
        byte[] bytes = switch (random.nextInt(6)) {
            case 0 -> Receiving.gzip(upload);
            case 1, 2 -> Zstd.compress(upload);
            default -> upload.clone();
        };
        for (int i = random.nextInt(6); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) "{}[]\",:0-e\\u".charAt(random.nextInt(12));
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[[[…",
                "{\"a\":{\"a\":…",
                "{\"overt\":1…",
                "{\"events\":[1…",
                "{\"events\":[{\"id\":\"…",
                "1…",
                "\"…",
                "-…"
            })
    void answer_isTheClientsFault_whenItNeverEnds(String start) {
        String repeated = start.substring(Math.max(0, start.length() - 6), start.length() - 1);
        String body = start.replace("…", repeated.repeat(200_000));

        assertThat(collector.upload(body).statusCode()).isEqualTo(400);
        assertThat(collector.batch(body).statusCode()).isEqualTo(400);
    }

    @Test
    void event_isQuarantined_whenItHoldsHugeNumbersNamesOrNesting() {
        String number = "9".repeat(20_000);
        String nested = "[".repeat(150) + "]".repeat(150);
        for (String value : new String[] {number, "-" + number, "0." + number, "1e" + number, nested, "1e999999999"}) {
            assertThat(collector.upload(withProperty("\"exit_code\":" + value)).body())
                    .contains("\"result\":\"accepted\"");
        }
        assertThat(collector
                        .upload(withProperty("\"" + "n".repeat(20_000) + "\":1"))
                        .body())
                .contains("\"result\":\"accepted\"");
    }

    @Test
    void property_thatStandsTwice_isTakenOnce() {
        assertThat(collector
                        .upload(withProperty("\"exit_code\":1,\"exit_code\":2"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void answer_is400_forInvalidUtf8AndOtherEncodings() {
        byte[] invalid = "{\"overt\":\"XX\"}".getBytes(StandardCharsets.ISO_8859_1);
        invalid[10] = (byte) 0xc3;
        invalid[11] = (byte) 0x28;

        assertThat(collector.upload(invalid).statusCode()).isEqualTo(400);
        assertThat(collector
                        .upload(new String(upload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16))
                        .statusCode())
                .isEqualTo(400);
        assertThat(collector
                        .upload(new String(upload, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void answer_is413_forABombInsideABomb() {
        byte[] zeros = new byte[64 << 20];
        for (byte[] bomb : new byte[][] {Receiving.gzip(zeros), Zstd.compress(zeros)}) {
            assertThat(collector.upload(bomb, "Content-Encoding", "gzip").statusCode())
                    .isEqualTo(413);
            assertThat(collector.post("/batch", bomb).statusCode()).isEqualTo(413);
            assertThat(collector
                            .upload(Receiving.gzip(bomb), "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(collector
                            .upload(Zstd.compress(bomb), "Content-Encoding", "zstd")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void answer_is400_forAZstdWindowOver8MiB() {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            byte[] large = zstd.setLong(27).compress(Arrays.copyOf(upload, 17 << 20));

            assertThat(collector.upload(large).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: a\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /..%2f..%2fetc HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
                "POST /v1/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "POST /v1/events HTTP/1.1\r\nContent-Length: 5\r\n\r\n12345",
                SMUGGLED + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                SMUGGLED + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345",
                SMUGGLED + "Content-Length: 5, 6\r\n\r\n12345",
                SMUGGLED + "Content-Length: +5\r\n\r\n12345",
                SMUGGLED + "Content-Length : 5\r\n\r\n12345",
                SMUGGLED + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: chunked\r\n\r\n1ffffffffffffffff\r\n\r\n",
                SMUGGLED + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
                SMUGGLED + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n",
                SMUGGLED + "X: a\r\n\tTransfer-Encoding: chunked\r\n\r\n",
                SMUGGLED + " Content-Length: 5\r\n\r\n12345",
                SMUGGLED + "X: a\0b\r\n\r\n",
                SMUGGLED + "X\0: a\r\n\r\n",
                SMUGGLED + "Host: b\r\n\r\n",
                "POST /v1/events HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST http://a@b/v1/events HTTP/1.1\r\nHost: a\r\n\r\n",
                "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            })
    void answer_isTheClientsFault_forBrokenHttp(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer)
                .matches("(?s)HTTP/1\\.1 (4\\d\\d|505) .*")
                .doesNotContain("\nHTTP/1.1")
                .doesNotContain("Jetty")
                .doesNotContain("Server:");
    }

    @Test
    void answer_is431_forHeadersThatAreTooLong() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), collector.server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try (InputStream in = socket.getInputStream()) {
                in.transferTo(answer);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static void assertAnswered(HttpResponse<String> response) {
        assertThat(response.statusCode() == 200 || response.statusCode() / 100 == 4)
                .as(response.statusCode() + " " + response.body())
                .isTrue();
    }

    private static String withProperty(String property) {
        return "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                + "\",\"batch\":\"019a9f3c-0000-7000-8000-000000000000\",\"events\":[{\"id\":"
                + "\"019a9f3c-0000-7000-8000-000000000001\",\"event\":\"cli_command\",\"properties\":{" + property
                + "}}]}";
    }
}
