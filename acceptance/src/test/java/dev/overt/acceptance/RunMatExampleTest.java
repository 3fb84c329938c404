package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.overt.codegen.GeneratedFile;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What RunMat's example reports of a run by its script for installers, in real shells. */
final class RunMatExampleTest {
    private static final Path MANIFEST = Checkout.ROOT.resolve("examples/runmat/telemetry.yaml");
    private static final Pattern NAME = Pattern.compile("\"event_label\":\"(\\w+)\"");
    private static final String BEGIN = "set -eu\ntelemetry_start\ntelemetry_set release v1.2.3\n";
    private static final List<String> ENDINGS =
            List.of("telemetry_complete\n", "false\n", "exit 1\n", "kill -TERM $$\n", "kill -INT $$; sleep 1\n");

    @TempDir
    private Path folder;

    private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/telemetry", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox ash", "zsh"})
    void run_isToldOnceByItsStartAndOnceByItsEnd_howeverItEnds(String shell) throws Exception {
        for (String ending : ENDINGS) {
            run(shell, BEGIN + ending, Map.of());
            String end = ending.equals("telemetry_complete\n") ? "install_complete" : "install_failed";
            assertThat(List.of(name(next()), name(next())))
                    .as(shell + ": " + ending)
                    .containsExactlyInAnyOrder("install_start", end);
        }
        assertThat(bodies.poll(3, TimeUnit.SECONDS)).as("one event more").isNull();
    }

    @Test
    void run_reportsNothing_andLeavesNothing_whenOff() throws Exception {
        for (Map<String, String> refusal : List.of(
                Map.of("DO_NOT_TRACK", "1"), Map.of("RUNMAT_NO_TELEMETRY", "1"), Map.of("RUNMAT_TELEMETRY", "0"))) {
            run("dash", BEGIN + "telemetry_complete\n", refusal);
            run("dash", BEGIN + "false\n", refusal);
        }
        assertThat(bodies.poll(3, TimeUnit.SECONDS)).isNull();
        assertThat(folder.resolve("home/.runmat")).doesNotExist();
    }

    private void run(String shell, String body, Map<String, String> environment) throws IOException {
        Path home = Files.createDirectories(folder.resolve("home"));
        List<String> command = new ArrayList<>(List.of(shell.split(" ", -1)));
        command.add(Files.writeString(folder.resolve("install.sh"), fragment() + body)
                .toString());
        assertThat(Run.of(command, home, environment).out()).isEmpty();
    }

    /** What is generated for the example, but that it reports here. */
    private String fragment() throws IOException {
        String manifest = Files.readString(MANIFEST)
                .replace(
                        "https://runmat.org/",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/");
        Reading reading = ManifestReader.read("telemetry.yaml", manifest.getBytes(StandardCharsets.UTF_8));
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        return GeneratedFile.INSTALL_SH
                .of(((Reading.Accepted) reading).manifest(), Path.of(""), "")
                .text();
    }

    private @Nullable String next() throws InterruptedException {
        return bodies.poll(30, TimeUnit.SECONDS);
    }

    private static String name(@Nullable String body) {
        Matcher name = NAME.matcher(String.valueOf(body));
        return name.find() ? name.group(1) : "none";
    }
}
