package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostTest {
    private static final String BODY = "{\"events\":[{\"id\":\"a\"}]}";
    private static final Post.Answer ACCEPTED = new Post.Answer.Results(Map.of("a", "accepted"));

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static CertificateAuthority authority;

    @SuppressWarnings("NullAway.Init")
    private static FakeCollector plain;

    @SuppressWarnings("NullAway.Init")
    private static FakeCollector secure;

    @BeforeAll
    static void start() throws Exception {
        authority = new CertificateAuthority(directory);
        plain = new FakeCollector();
        secure = new FakeCollector(authority.server());
    }

    @AfterAll
    static void stop() {
        plain.close();
        secure.close();
    }

    private static Map<String, String> trusting(String... variables) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SSL_CERT_FILE", authority.certificate.toString());
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return environment;
    }

    private static String why(Post.Answer answer) {
        assertThat(answer).isInstanceOf(Post.Answer.Later.class);
        return ((Post.Answer.Later) answer).why();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"})
    void send_trustsTheAuthority_thatTheEnvironmentNames(String variable) {
        CollectorAddress address = secure.address("localhost");
        assertThat(why(Post.send(address, BODY, Map.of()))).contains("no certificate that is trusted here");
        assertThat(Post.send(address, BODY, Map.of(variable, authority.certificate.toString())))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void send_trustsNoOtherHostsCertificate() {
        int before = secure.bodies.size();
        assertThat(why(Post.send(secure.address(), BODY, trusting()))).contains("no certificate that is trusted here");
        assertThat(secure.bodies).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void send_ignoresABrokenFile_andSaysSo(String content) throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.pem"), content);
        Map<String, String> environment = Map.of("SSL_CERT_FILE", broken.toString());
        assertThat(why(Post.send(secure.address("localhost"), BODY, environment)))
                .endsWith("SSL_CERT_FILE names no file of certificates and is ignored");
        assertThat(Post.send(
                        secure.address("localhost"),
                        BODY,
                        Map.of(
                                "SSL_CERT_FILE",
                                directory.resolve("missing").toString(),
                                "NODE_EXTRA_CA_CERTS",
                                authority.certificate.toString())))
                .isEqualTo(ACCEPTED);
        assertThat(Post.send(plain.address(), BODY, environment)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"http://, ''", "http://, ada:p@ss", "socks5://, ''", "socks5h://, ada:p@ss"})
    void send_goesThroughTheProxy_whichAloneLooksUpTheHost(String scheme, String credentials) throws IOException {
        try (FakeProxy proxy = new FakeProxy()) {
            proxy.credentials = credentials;
            String user = credentials.isEmpty() ? "" : "ada:p%40ss@";
            Map<String, String> environment = trusting(
                    "https_proxy", scheme + user + proxy.address(), "ALL_PROXY", scheme + user + proxy.address());
            assertThat(Post.send(secure.address("collector.test"), BODY, environment))
                    .isEqualTo(ACCEPTED);
            assertThat(Post.send(plain.address("collector.test"), BODY, environment))
                    .isEqualTo(ACCEPTED);
            assertThat(proxy.asked).hasSize(2);
            assertThat(proxy.asked.get(0))
                    .startsWith(scheme.startsWith("socks") ? "SOCKS collector.test:" : "CONNECT collector.test:")
                    .doesNotContain("Authorization: Bearer");
            assertThat(secure.headers.get(secure.headers.size() - 1)).doesNotContainKey("Proxy-authorization");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://ada:wrong@", "socks5://", "socks5://ada:wrong@"})
    void send_keepsTheEvents_whenTheProxyWantsOtherCredentials(String prefix) throws IOException {
        try (FakeProxy proxy = new FakeProxy()) {
            proxy.credentials = "ada:x";
            Map<String, String> environment = trusting("ALL_PROXY", prefix + proxy.address());
            assertThat(why(Post.send(secure.address("collector.test"), BODY, environment)))
                    .contains("the proxy " + prefix.replace("ada:wrong@", "") + proxy.address())
                    .doesNotContain("wrong");
            assertThat(why(Post.send(plain.address("collector.test"), BODY, environment)))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1", "socks5://127.0.0.1:1", "socks4://127.0.0.1:1", "http://nobody.invalid:1"})
    void send_neverGoesAroundTheProxy(String proxy) {
        int before = secure.bodies.size();
        assertThat(why(Post.send(secure.address("localhost"), BODY, trusting("https_proxy", proxy))))
                .isNotEmpty();
        assertThat(secure.bodies).hasSize(before);
        assertThat(Post.send(
                        secure.address("localhost"), BODY, trusting("https_proxy", proxy, "NO_PROXY", "localhost")))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void send_saysWhichHostHasNoAddress() {
        assertThat(why(Post.send(new CollectorAddress("https://nobody.invalid", "key"), BODY, Map.of())))
                .contains("did not answer: nobody.invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a_b:x", "https://", "http://[::1", "https://a/%zz"})
    void send_doesNotThrow_whateverTheAddress(String url) {
        assertThat(why(Post.send(new CollectorAddress(url, "key"), BODY, Map.of())))
                .isNotEmpty();
    }

    /** A date counts from the collector's own, whatever this machine's clock says. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Retry-After: 7200                                                                       | 7200",
                "Date: Sun, 06 Nov 1994 08:49:37 GMT;retry-after: Sun, 06 Nov 1994 10:49:37 GMT          | 7200",
                "Date: Sun, 06 Nov 1994 10:49:37 GMT;Retry-After: Sun, 06 Nov 1994 08:49:37 GMT          | 0",
                "Retry-After: Sun, 06 Nov 2094 10:49:37 GMT                                              | 0",
                "Date: yesterday;Retry-After: Sun, 06 Nov 1994 08:49:37 GMT                              | 0",
                "Retry-After: -5                                                                         | 0",
            })
    void send_readsHowLongToWait(String headers, long seconds) throws IOException {
        Post.Answer answer = answered("HTTP/1.1 503 Later\r\n" + headers.replace(";", "\r\n") + "\r\n\r\n");
        assertThat(answer).isEqualTo(new Post.Answer.Later("the collector answered 503", 503, seconds));
    }

    private static final String RESULTS = "{\"results\":[{\"id\":\"a\",\"result\":\"accepted\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n" + RESULTS,
                "HTTP/1.0 200\r\nContent-Length: 46\r\n\r\n" + RESULTS + "  more",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\n\n" + RESULTS,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n2c;a=b\r\n" + RESULTS + "\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n02B\r\n\"results\":[{\"id\":\"a\","
                        + "\"result\":\"accepted\"}]}\r\n0\r\n\r\n",
            })
    void send_readsAnAnswer_howeverItIsFramed(String answer) throws IOException {
        assertThat(answered(answer)).isEqualTo(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n\r\n",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 200 OK\r\nContent-Length: 47\r\n\r\n" + RESULTS,
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n" + RESULTS,
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n" + RESULTS,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2c\r\n" + RESULTS + "\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n80000000\r\n" + RESULTS + "\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2c\r\n" + RESULTS + "\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0008",
                "HTTP/1.1 200 OK\r\n\r\n<html>Welcome to the hotel</html>",
                "HTTP/1.1 200 OK\r\n\r\n{\"results\":{}}",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n",
            })
    void send_keepsTheEvents_whenTheAnswerIsNone(String answer) throws IOException {
        assertThat(why(answered(answer))).isNotEmpty();
    }

    /** Ends, within what is read of an answer, where the server never does. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nA: |b",
                "HTTP/1.1 200 OK\r\n|A: b\r\n",
                "|HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\n| ",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n|5\r\naaaaa\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;|a",
            })
    void send_endsItself_whenTheAnswerDoesNot(String answer) throws IOException {
        int repeated = answer.indexOf('|');
        try (Server server = new Server(answer.substring(0, repeated), answer.substring(repeated + 1))) {
            assertThat(why(Post.send(server.address(), BODY, Map.of()))).isNotEmpty();
        }
    }

    private static Post.Answer answered(String answer) throws IOException {
        try (Server server = new Server(answer, "")) {
            return Post.send(server.address(), BODY, Map.of());
        }
    }

    @Test
    void send_tellsTheCollectorNothingButTheProtocol() throws IOException {
        try (Server server = new Server("HTTP/1.1 503 Later\r\n\r\n", "")) {
            Post.send(server.address(), BODY, Map.of());
            assertThat(server.head())
                    .matches("POST /v1/events HTTP/1.1\r\nHost: 127.0.0.1:[0-9]+\r\nAuthorization: Bearer key\r\n"
                            + "User-Agent: overt\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
                            + "Content-Encoding: gzip\r\nContent-Length: [0-9]+\r\nConnection: close\r\n\r\n");
        }
    }

    /** Sends the same bytes to whoever connects, and {@code repeated} again and again. */
    private static final class Server implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private volatile String request = "";

        Server(String answer, String repeated) throws IOException {
            Thread thread = new Thread(() -> serve(answer, repeated));
            thread.setDaemon(true);
            thread.start();
        }

        CollectorAddress address() {
            return new CollectorAddress("http://127.0.0.1:" + socket.getLocalPort(), "key");
        }

        String head() {
            return request;
        }

        private void serve(String answer, String repeated) {
            try (Socket peer = socket.accept();
                    OutputStream out = peer.getOutputStream()) {
                StringBuilder head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) peer.getInputStream().read());
                }
                request = head.toString();
                int start = head.indexOf("Content-Length: ") + 16;
                peer.getInputStream().readNBytes(Integer.parseInt(head.substring(start, head.indexOf("\r", start))));
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                byte[] more = repeated.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
                while (more.length > 0) {
                    out.write(more);
                }
            } catch (IOException gone) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void send_keepsTheEvents_whenTheConnectionIsReset() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> reset(server));
            thread.start();
            CollectorAddress address = new CollectorAddress("http://127.0.0.1:" + server.getLocalPort(), "key");
            String large = Base64.getEncoder().encodeToString(new Surroundings().randomBytes(3_000_000));
            assertThat(why(Post.send(address, large, Map.of()))).contains("did not answer");
        }
    }

    private static void reset(ServerSocket server) {
        try (Socket peer = server.accept()) {
            peer.getInputStream().readNBytes(1000);
            peer.setSoLinger(true, 0);
        } catch (IOException gone) {
            return;
        }
    }
}
