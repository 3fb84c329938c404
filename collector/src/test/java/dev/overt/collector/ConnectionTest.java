package dev.overt.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a connection after its first request. */
final class ConnectionTest {
    @TempDir
    private Path data;

    @Test
    void connection_staysOpen_whenABodyComesAfterTheRequestIsRefused() throws Exception {
        try (Collector collector =
                        Collector.start(new CollectorOptions("127.0.0.1", 0, data, List.of(InitRunner.manifest())));
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), collector.address().getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            write(out, "POST /v1/events HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
            Thread.sleep(200);
            write(out, "hello world");
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            assertThat(status(in)).isEqualTo("HTTP/1.1 401 Unauthorized");
            write(out, "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(status(in)).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The status line of an answer, which is read to its end. */
    private static String status(BufferedReader in) throws IOException {
        String status = in.readLine();
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring("Content-Length: ".length()));
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
        return status;
    }
}
