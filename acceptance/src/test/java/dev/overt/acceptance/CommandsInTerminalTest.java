package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees and does about telemetry in a real terminal, beside a collector that keeps what it is sent. */
final class CommandsInTerminalTest {
    private static final String QUESTION = "Enable anonymous usage telemetry?";
    private static final String CONFIRMATION = "Go on? [y/N]: ";
    private static final String UNREACHABLE = "http://key@127.0.0.1:9";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String deletion = "";

    @TempDir
    private Path home;

    private HttpServer collector = noServer();

    private static HttpServer noServer() {
        try {
            return HttpServer.create();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void record() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", this::answer);
        collector.start();
        Terminal.run(
                Checkout.initrunner("doctor"),
                home,
                Map.of("INITRUNNER_TELEMETRY_COLLECTOR", UNREACHABLE),
                QUESTION,
                "y\n");
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] compressed = exchange.getRequestBody().readAllBytes();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            requests.add(exchange.getRequestURI() + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        boolean deletes = exchange.getRequestURI().getPath().equals("/v1/deletions");
        byte[] answer = (deletes ? deletion : "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.length == 0 ? 404 : 200, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private Run telemetry(String keys, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "telemetry";
        System.arraycopy(words, 0, all, 1, words.length);
        String address = "http://key@127.0.0.1:" + collector.getAddress().getPort();
        return Terminal.run(
                Checkout.initrunner(all), home, Map.of("INITRUNNER_TELEMETRY_COLLECTOR", address), CONFIRMATION, keys);
    }

    @Test
    void preview_printsTheVeryBodyThatIsSentNext() {
        Run preview = telemetry("", "preview", "--json");
        Run again = telemetry("", "preview", "--json");
        assertThat(requests).isEmpty();
        assertThat(again.out()).isEqualTo(preview.out());

        telemetry("", "upload");

        assertThat(requests).containsExactly("/v1/events " + preview.out().strip());
    }

    @Test
    void status_saysWhatHoldsAndWhatBecameOfIt() {
        assertThat(telemetry("", "status").out())
                .contains("Usage telemetry: enabled", "Decided by: the stored choice (you agreed)")
                .contains("Waiting to be sent: 2 events", "Dropped since the last upload: nothing")
                .contains("Collected: cli_command: ", "Never collected: Prompts, ", "  DO_NOT_TRACK: says nothing");
    }

    @Test
    void delete_deletesEverywhere_whenConfirmed() throws IOException {
        deletion = "{\"deletion\":\"d1\",\"state\":\"done\"}";
        Path state = home.resolve(".initrunner/telemetry.json");
        String before = Files.readString(state);

        Run refused = telemetry("n\n", "delete");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(state).hasContent(before);
        assertThat(requests).isEmpty();

        Run confirmed = telemetry("y\n", "delete");
        assertThat(confirmed.status()).as(confirmed.out()).isZero();
        assertThat(confirmed.out()).contains("Deletion: d1");
        assertThat(requests).hasSize(1);
        assertThat(requests.get(0)).startsWith("/v1/deletions {\"overt\":1,\"product\":\"initrunner\",\"install\":\"");
        assertThat(state).content().contains("\"consent\":\"denied\"").doesNotContain("install_id", "secret");
        assertThat(home.resolve(".initrunner/telemetry-spool")).doesNotExist();
    }

    @Test
    void delete_keepsTheId_whenTheCollectorTakesNoSuchRequests() {
        Run failed = telemetry("y\n", "delete");

        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.out())
                .contains(
                        "does not take requests for deletion",
                        "write to contact@initrunner.ai and give the install ID");
        assertThat(telemetry("", "status").out()).containsPattern("Install ID: [0-9a-f]{32}");
    }

    @Test
    void delete_wantsYes_whereNobodyIsAtATerminal() {
        Run run = Run.of(Checkout.initrunner("telemetry", "delete"), home, Map.of());

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("Add --yes.");
    }
}
