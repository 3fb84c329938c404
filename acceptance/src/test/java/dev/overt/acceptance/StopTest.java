package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The collector stopped as an operator stops it: by SIGTERM, while clients send. */
final class StopTest {
    private static final int ROUNDS = 3;

    @TempDir
    private Path folder;

    /** What was stored was answered too: no client was cut off after its events were taken. */
    @Test
    void stop_answersAllThatItTook_andExitsZero_underLoad() throws Exception {
        Path data = folder.resolve("data");
        Ledger ledger = new Ledger();
        for (int round = 0; round < ROUNDS; round++) {
            try (ServedCollector collector = ServedCollector.start(data)) {
                Load load = Load.start(collector, ledger, 4);
                int before = ledger.acknowledged().size();
                while (ledger.acknowledged().size() < before + 200) {
                    Thread.sleep(5);
                }
                assertThat(collector.terminate()).isZero();
                load.stop();
            }
            Set<String> unanswered = new HashSet<>();
            ledger.unanswered().forEach(unanswered::addAll);
            try (ServedCollector collector = ServedCollector.start(data)) {
                Set<String> stored = StoredIds.of(collector);
                Set<String> taken = new HashSet<>(stored);
                taken.retainAll(unanswered);

                assertThat(stored).containsAll(ledger.acknowledged());
                assertThat(taken).as("taken, and the client was not told").isEmpty();
                collector.terminate();
            }
        }
    }

    @Test
    void stop_answersARequestThatWasBegun_asTheLastOfItsConnection() throws Exception {
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"));
                Socket socket = begin(collector)) {
            collector.terminateBegin();
            awaitRefusal(collector);
            socket.getOutputStream().write('}');
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\r\nConnection: close\r\n");
            assertThat(collector.terminate()).isZero();
        }
    }

    @Test
    void secondSignal_endsItAtOnce_whateverIsUnderWay() throws Exception {
        Path data = folder.resolve("data");
        try (ServedCollector collector = ServedCollector.start(data);
                Socket socket = begin(collector)) {
            collector.terminateBegin();
            while (Files.exists(data.resolve("collector.json"))) {
                Thread.sleep(5);
            }
            collector.terminateBegin();

            assertThat(collector.terminate()).isEqualTo(128 + 15);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    /** A connection with a request of which the last byte is missing, and which the collector has begun to read. */
    private static Socket begin(ServedCollector collector) throws Exception {
        Socket socket =
                new Socket(collector.address().getHost(), collector.address().getPort());
        String request = "POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + collector.writeKey()
                + "\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"overt\":1";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        HttpRequest metrics =
                HttpRequest.newBuilder(collector.address().resolve("/metrics")).build();
        HttpClient http = HttpClient.newHttpClient();
        while (!http.send(metrics, HttpResponse.BodyHandlers.ofString())
                .body()
                .contains("overt_requests_in_flight 1.0")) {
            Thread.sleep(10);
        }
        return socket;
    }

    /** Waits until no new connection is taken: the stop has begun. */
    private static void awaitRefusal(ServedCollector collector) throws IOException {
        while (true) {
            try (Socket socket = new Socket(
                    collector.address().getHost(), collector.address().getPort())) {
                assertThat(socket.isConnected()).isTrue();
            } catch (ConnectException refused) {
                return;
            }
        }
    }
}
