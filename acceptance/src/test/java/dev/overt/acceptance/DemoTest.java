package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it. */
final class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void demo_showsWhatArrivedAndWhatWasRefused_twiceInARow() {
        for (int time = 1; time <= 2; time++) {
            Run demo = run(folder, "--exit");

            assertThat(demo.status()).as(demo.out() + demo.err()).isZero();
            assertThat(demo.out())
                    .contains("Help improve InitRunner?")
                    .contains("run → error (FileNotFoundError)")
                    .contains("undeclared_event")
                    .contains("property hostname")
                    .contains("http://127.0.0.1:")
                    .doesNotContain("my-laptop")
                    .doesNotContain("a secret");
            assertThat(leftovers()).isEmpty();
            assertThat(processesOfOurs()).isEmpty();
        }
    }

    @Test
    void demo_servesThePageAndLeavesNothingRunning_untilCtrlC() throws Exception {
        Process demo = Run.builder(command(folder), folder, Map.of())
                .redirectErrorStream(true)
                .start();
        try {
            URI page = pageAddress(demo.inputReader());
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("InitRunner");

            interrupt(demo);
            assertThat(demo.waitFor(60, TimeUnit.SECONDS))
                    .as("ended after Ctrl-C")
                    .isTrue();
        } finally {
            demo.destroyForcibly();
        }
        assertThat(leftovers()).isEmpty();
        assertThat(processesOfOurs()).isEmpty();
    }

    @Test
    void demo_saysWhatToDo_whenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run demo = run(folder, "--exit", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(demo.status()).isEqualTo(1);
            assertThat(demo.err())
                    .contains(":" + taken.getLocalPort() + ": the port is in use")
                    .hasLineCount(1);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void demo_saysWhatToDo_whenNoTemporaryFolderCanBeMade() {
        Run demo = run(folder.resolve("absent"), "--exit");

        assertThat(demo.status()).isEqualTo(1);
        assertThat(demo.err()).contains("cannot make a temporary folder in").contains("absent");
    }

    private Run run(Path temporaryFolder, String... options) {
        return Run.of(command(temporaryFolder, options), folder, Map.of());
    }

    private static List<String> command(Path temporaryFolder, String... options) {
        List<String> command = new ArrayList<>(Checkout.overt("demo"));
        command.add(1, "-Djava.io.tmpdir=" + temporaryFolder);
        command.addAll(List.of(options));
        return command;
    }

    private static URI pageAddress(BufferedReader printed) throws IOException {
        String marker = "See it on the collector's page: ";
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            if (line.startsWith(marker)) {
                return URI.create(line.substring(marker.length()).strip());
            }
        }
        throw new AssertionError("the demo ended without the page's address");
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    private List<Path> leftovers() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("overt-demo-"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Processes whose command line names this test's folder, as every process of the demo does. */
    private List<String> processesOfOurs() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(command -> command.contains(folder.toString()))
                .toList();
    }
}
