package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A collector that is killed by SIGKILL while it deletes, again and again; the system property {@code overt.crash.rounds}
 * sets how often.
 */
final class DeletionCrashTest {
    private static final int ROUNDS = Integer.getInteger("overt.crash.rounds", 4);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private static String random(Random random, int bytes) {
        byte[] some = new byte[bytes];
        random.nextBytes(some);
        return HexFormat.of().formatHex(some);
    }

    private static String idOf(String secret) throws Exception {
        byte[] text = ("overt install id\n" + secret).getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16);
    }

    private HttpResponse<String> post(ServedCollector collector, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(collector.address() + path))
                        .header("Authorization", "Bearer " + collector.writeKey())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private void upload(ServedCollector collector, List<String> installs, int events) throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            all.add("{\"id\":\"" + UUID.randomUUID() + "\",\"event\":\"cli_command\",\"install\":\""
                    + installs.get(i % installs.size()) + "\",\"at_millis\":" + System.currentTimeMillis()
                    + ",\"properties\":{\"command\":\"run\",\"status\":\"ok\"}}");
        }
        String body = "{\"overt\":1,\"product\":\"initrunner\",\"manifest\":\"sha256:" + "0".repeat(64)
                + "\",\"batch\":\"" + UUID.randomUUID() + "\",\"events\":[" + String.join(",", all) + "]}";
        assertThat(post(collector, "v1/events", body).statusCode()).isEqualTo(200);
    }

    private static String request(String secret) throws Exception {
        return "{\"overt\":1,\"product\":\"initrunner\",\"install\":\"" + idOf(secret) + "\",\"secret\":\"" + secret
                + "\"}";
    }

    @Test
    void kill_atAnyTime_endsInOneReceipt_andNoByte() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path data = folder.resolve("data");
        List<String> gone = new ArrayList<>();
        String kept = random(random, 16);
        for (int round = 0; round < ROUNDS; round++) {
            String secret = random(random, 32);
            gone.add(secret);
            try (ServedCollector collector = ServedCollector.start(data)) {
                upload(collector, List.of(idOf(secret), kept), 200);
                assertThat(post(collector, "v1/deletions", request(secret)).statusCode())
                        .isEqualTo(202);
                Thread.sleep(random.nextInt(600));
                collector.kill();
            }
        }
        try (ServedCollector collector = ServedCollector.start(data)) {
            for (String secret : gone) {
                awaitDone(collector, secret);
            }
            assertThat(collector.count("select count(*) from initrunner.cli_command"))
                    .as("rows of others, seed %d", seed)
                    .isEqualTo(100L * ROUNDS);
            assertThat(collector.terminate()).isZero();
        }
        assertThat(Files.readAllLines(data.resolve("deletions/receipts.jsonl"))).hasSize(ROUNDS);
        for (String secret : gone) {
            assertThat(filesWith(idOf(secret), data)).as("seed %d", seed).isEmpty();
        }
    }

    private void awaitDone(ServedCollector collector, String secret) throws Exception {
        HttpResponse<String> answer = post(collector, "v1/deletions", request(secret));
        for (int i = 0; i < 600 && answer.statusCode() == 202; i++) {
            Thread.sleep(100);
            answer = post(collector, "v1/deletions", request(secret));
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"state\":\"done\"");
    }

    private static List<Path> filesWith(String id, Path data) throws IOException {
        List<Path> with = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.toLowerCase(Locale.ROOT).contains(id)) {
                    with.add(file);
                }
            }
        }
        return with;
    }
}
