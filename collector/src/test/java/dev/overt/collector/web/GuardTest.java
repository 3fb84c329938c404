package dev.overt.collector.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks for too much, or takes too long, gets no further; others do. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GuardTest {
    private static final Pattern LENGTH = Pattern.compile("Content-Length: ([0-9]+)");
    private static final String POST = "POST /body HTTP/1.1\r\nHost: a\r\n";
    private final CountDownLatch isHeld = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init") // each test starts it
    private WebServer server;

    private void start(TestLimits limits) throws IOException {
        Routes routes = new Routes()
                .post("/body", request -> length(RequestBody.read(request)))
                .post("/held", request -> {
                    byte[] body = RequestBody.read(request);
                    isHeld.countDown();
                    mayAnswer.await();
                    return length(body);
                })
                .get("/large", request -> Answer.text(200, "text/plain", Map.of(), "x".repeat(16 << 20)));
        server = WebServer.start("127.0.0.1", 0, routes, limits.build());
    }

    private static Answer length(byte[] body) {
        return Answer.text(200, "text/plain", Map.of(), "length " + body.length);
    }

    @AfterEach
    void stop() {
        mayAnswer.countDown();
        server.close();
    }

    @Test
    void headers_thatTrickle_endTheConnection() throws IOException {
        start(new TestLimits().headersMillis(300));
        try (Socket socket = connect()) {
            write(socket, "GET /large HTTP/1.1\r\nHost: a\r\n");

            assertThatThrownBy(() -> trickle(socket, "x")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void headers_ofASecondRequest_thatTrickle_endTheConnection() throws IOException {
        start(new TestLimits().headersMillis(2_000));
        try (Socket socket = connect()) {
            write(socket, POST + "Content-Length: 2\r\n\r\nabGET /large HTTP/1.1\r\nHost: a\r\n");
            assertThat(read(socket)).endsWith("length 2");

            assertThatThrownBy(() -> trickle(socket, "x")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 4000000, a", "Transfer-Encoding: chunked, '1\r\na\r\n'"})
    void body_thatTrickles_endsTheConnection(String header, String piece) throws IOException {
        start(new TestLimits().bodyMillis(300));
        try (Socket socket = connect()) {
            write(socket, POST + header + "\r\n\r\n");

            assertThatThrownBy(() -> trickle(socket, piece)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void body_thatStops_endsTheConnection() throws IOException {
        start(new TestLimits().bodyMillis(300));
        try (Socket socket = connect()) {
            write(socket, POST + "Content-Length: 10\r\n\r\nabc");

            assertThat(readAll(socket.getInputStream())).isZero();
        }
    }

    @Test
    void answer_thatIsNotRead_endsTheConnection() throws IOException {
        start(new TestLimits().answerMillis(300));
        try (Socket socket = connect()) {
            write(socket, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
            InputStream in = socket.getInputStream();

            assertThat(in.read()).isEqualTo('H');
            awaitClosed();
            assertThat(readAll(in)).isLessThan(16 << 20);
        }
    }

    /** The connections that the server has are these tests' own: waits until all of them are gone. */
    private void awaitClosed() {
        while (server.openConnections() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void connections_overTheLimit_areClosed_andOthersServed() throws IOException {
        start(new TestLimits().connections(3, 100));
        assertConnections(3);
    }

    @Test
    void connections_ofOneAddress_overTheLimit_areClosed_andOthersServed() throws IOException {
        start(new TestLimits().connections(100, 3));
        assertConnections(3);
    }

    @Test
    void connections_ofAProxy_areNotCounted() throws IOException {
        start(new TestLimits().connections(4, 1).proxies("127.0.0.1"));
        assertConnections(4);
    }

    private void assertConnections(int limit) throws IOException {
        Socket[] open = new Socket[limit];
        for (int i = 0; i < limit; i++) {
            open[i] = connect();
            assertThat(postOver(open[i], 5)).contains(" 200 ");
        }
        try (Socket over = connect()) {
            assertThatThrownBy(() -> postOver(over, 5)).isInstanceOf(IOException.class);
        }
        open[0].close();
        while (server.openConnections() >= limit) {
            Thread.onSpinWait();
        }
        try (Socket again = connect()) {
            assertThat(postOver(again, 5)).contains(" 200 ");
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void answer_is503_whenAllBodiesTogetherTakeTooMuch() throws Exception {
        start(new TestLimits().bodyBytesInFlight(3_000_000));
        try (Socket first = connect();
                Socket second = connect()) {
            byte[] body = new byte[1_000_000];
            write(first, POST.replace("/body", "/held") + "Content-Length: " + body.length + "\r\n\r\n");
            first.getOutputStream().write(body);
            isHeld.await();
            String refused = postOver(second, 2_500_000);
            assertThat(refused).contains(" 503 ").contains("Retry-After: ");
            mayAnswer.countDown();
            assertThat(read(first)).endsWith("length 1000000");
            assertThat(postOver(second, 1_000_000)).contains(" 200 ");
        }
        awaitClosed();
        assertThat(server.bodyBytesInFlight()).isZero();
    }

    @Test
    void answer_is429_whenAnAddressSendsTooManyBytes() throws IOException {
        start(new TestLimits().addressBytes(TestLimits.atOnce(1_000)));
        try (Socket socket = connect()) {
            assertThat(postOver(socket, 900)).contains(" 200 ");
            assertThat(postOver(socket, 900)).contains(" 200 ");
            assertThat(postOver(socket, 9)).contains(" 429 ").contains("Retry-After: 3600");
        }
    }

    @Test
    void answer_is429_forOneSenderBehindAProxy_andNotForOthers() throws IOException {
        start(new TestLimits().addressBytes(TestLimits.atOnce(100)).proxies("127.0.0.1", "10.0.0.9"));
        try (Socket socket = connect()) {
            String first = "X-Forwarded-For: 1.2.3.4, 192.0.2.1, 10.0.0.9\r\n";
            assertThat(postOver(socket, 200, first)).contains(" 200 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: 5.6.7.8, 192.0.2.1\r\n"))
                    .contains(" 429 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: 192.0.2.1, 192.0.2.2\r\n"))
                    .contains(" 200 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: 2001:db8::1\r\n"))
                    .contains(" 200 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: 2001:db8::2\r\n"))
                    .contains(" 429 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: unknown.example\r\n"))
                    .contains(" 200 ");
        }
    }

    @Test
    void answer_is429_whoeverASenderSaysItIs_withoutAProxy() throws IOException {
        start(new TestLimits().addressBytes(TestLimits.atOnce(100)));
        try (Socket socket = connect()) {
            assertThat(postOver(socket, 200, "X-Forwarded-For: 192.0.2.1\r\n")).contains(" 200 ");
            assertThat(postOver(socket, 200, "X-Forwarded-For: 192.0.2.2\r\n")).contains(" 429 ");
        }
    }

    @Test
    void answer_is431_forOver100Headers() throws IOException {
        start(new TestLimits());
        try (Socket socket = connect()) {
            assertThat(postOver(socket, 1, "X: y\r\n".repeat(90))).contains(" 200 ");
            assertThat(postOver(socket, 1, "X: y\r\n".repeat(101))).contains(" 431 ");
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static String postOver(Socket socket, int length, String... headers) throws IOException {
        write(socket, POST + String.join("", headers) + "Content-Length: " + length + "\r\n\r\n");
        socket.getOutputStream().write(new byte[length]);
        return read(socket);
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends a piece again and again until the peer has closed the connection. */
    private static void trickle(Socket socket, String piece) throws Exception {
        OutputStream out = socket.getOutputStream();
        socket.setSoTimeout(50);
        while (true) {
            out.write(piece.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            if (closesNow(socket)) {
                throw new IOException("closed");
            }
        }
    }

    private static boolean closesNow(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    private static int readAll(InputStream in) {
        int length = 0;
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                length += read;
            }
        } catch (IOException reset) {
            return length;
        }
        return length;
    }

    /** One answer, headers and body. */
    private static String read(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append(readOne(socket));
        }
        Matcher length = LENGTH.matcher(answer);
        for (int left = length.find() ? Integer.parseInt(length.group(1)) : 0; left > 0; left--) {
            answer.append(readOne(socket));
        }
        return answer.toString();
    }

    private static char readOne(Socket socket) throws IOException {
        int next = socket.getInputStream().read();
        if (next < 0) {
            throw new IOException("the connection ended");
        }
        return (char) next;
    }
}
