package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an installer's script does by each program that can send, whatever the network does. */
final class InstallerNetworkTest {
    private static final String START = "set -eu\ntelemetry_start\ntelemetry_set release v1.2.3\n";
    private static final String COMPLETE = START + "telemetry_complete\necho done\n";
    private static final Run DONE = new Run(0, "done\n", "");
    private static final int ACCEPT_MILLIS = 20_000;
    private static final List<String> SHELLS = List.of("dash", "bash", "busybox ash", "mksh", "ksh93", "zsh");

    /** mksh loses the status of a trap's own exit where another trap follows, and zsh has its own after a HUP. */
    private static final Set<String> STATUS_OF_ITS_OWN = Set.of("mksh: traps before", "zsh: HUP");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox"})
    void run_reports_byEachProgram(String program) throws Exception {
        try (ServerSocket collector = listen()) {
            Installer installer = new Installer(folder, address("s3cret@", collector)).sendingBy(program);
            assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
            List<String> requests = List.of(answer(collector, "200 OK"), answer(collector, "200 OK"));
            installer.awaitQuiet();

            assertThat(requests)
                    .allSatisfy(request -> assertThat(request)
                            .startsWithIgnoringCase("POST /api/telemetry HTTP/1.1\r\n")
                            .containsIgnoringCase("\r\nContent-Type: application/json\r\n")
                            .containsIgnoringCase("\r\nx-telemetry-key: s3cret\r\n")
                            .doesNotContainPattern("(?i)\r\n(user-agent: .|cookie|authorization)")
                            .contains("\"cid\":\"" + installer.installId() + "\""))
                    .anyMatch(request -> request.contains("\"event_label\":\"install_start\"")
                            && request.contains("\"release\":\"unknown\""))
                    .anyMatch(request -> request.contains("\"event_label\":\"install_complete\"")
                            && request.endsWith("\"release\":\"1.2.3\",\"method\":\"shell\"}"));
            assertNoMore(collector);
        }
    }

    @Test
    void run_reports_whereItIsPipedIntoTheShell() throws Exception {
        try (ServerSocket collector = listen()) {
            Installer installer = new Installer(folder, address("", collector)).around("sh", "-c", "cat \"$1\" | sh");
            assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
            assertThat(answer(collector, "200 OK") + answer(collector, "200 OK"))
                    .contains("install_start", "install_complete");
            installer.awaitQuiet();
            assertNoMore(collector);
        }
    }

    @Test
    void run_leavesNothing_whereNoProgramSends() throws Exception {
        try (ServerSocket collector = listen()) {
            Installer installer = new Installer(folder, address("", collector)).sendingBy("none");
            assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
            installer.awaitQuiet();
            assertThat(installer.home()).isEmptyDirectory();
            assertNoMore(collector);
        }
    }

    /** One request gets no answer, the other one without an end: both are given up, and the installer has long ended. */
    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox"})
    void run_waitsForNoAnswer_leavesNoProcess_andShowsNoKey(String program) throws Exception {
        try (ServerSocket collector = listen()) {
            Installer installer = new Installer(folder, address("s3cret@", collector))
                    .sendingBy(program)
                    .with("TMPDIR", folder.toString());
            assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
            try (Socket silent = collector.accept();
                    Socket endless = collector.accept()) {
                request(silent);
                request(endless);
                silent.setSoTimeout(50);
                assertThatExceptionOfType(SocketTimeoutException.class)
                        .as("it is still waited for an answer")
                        .isThrownBy(() -> silent.getInputStream().read());
                List<String> lines = installer.commandLines();
                assertThat(lines).anyMatch(line -> line.startsWith(program.equals("curl") ? "curl " : "wget "));
                // Busybox's has no other way.
                if (!program.equals("busybox")) {
                    assertThat(lines).noneMatch(line -> line.contains("s3cret") || line.contains("install_start"));
                }
                Thread drip = new Thread(() -> drip(endless));
                drip.start();
                installer.awaitQuiet();
                drip.join();
            }
            assertNoMore(collector);
            try (Stream<Path> files = Files.list(folder)) {
                assertThat(files.map(each -> each.getFileName().toString()))
                        .containsExactlyInAnyOrder("home", "install.sh", "out", "programs");
            }
        }
    }

    private static void drip(Socket endless) {
        try {
            endless.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 3_000; i++) {
                endless.getOutputStream().write(new byte[100]);
                Thread.sleep(20);
            }
        } catch (IOException givenUp) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("the answer was read for a minute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox"})
    void run_endsAsEver_whereNobodyListens(String program) throws Exception {
        Installer installer = new Installer(folder, nobody()).sendingBy(program);
        assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
        installer.awaitQuiet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void run_followsNoRedirect_andSendsNothingTwice(String program) throws Exception {
        try (ServerSocket collector = listen();
                ServerSocket other = listen()) {
            Installer installer = new Installer(folder, address("", collector)).sendingBy(program);
            assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
            answer(collector, "307 Elsewhere\r\nLocation: " + address("", other));
            answer(collector, "503 Later\r\nRetry-After: 0");
            installer.awaitQuiet();
            assertNoMore(collector);
            assertNoMore(other);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DO_NOT_TRACK=1", "RUNMAT_NO_TELEMETRY=1", "RUNMAT_TELEMETRY=0", "LANG=C"})
    void run_opensNoSocketMakesNoFileStartsNoProcess_whenOff(String variable) throws Exception {
        boolean on = variable.equals("LANG=C");
        Path trace = folder.resolve("trace");
        Installer installer = new Installer(folder, nobody())
                .with(variable.split("=", -1)[0], variable.split("=", -1)[1])
                .around("strace", "-f", "-qq", "-o", trace.toString(), "-e", "trace=%network,%process,%file");
        assertThat(installer.run("dash", COMPLETE)).isEqualTo(DONE);
        installer.awaitQuiet();
        List<String> calls = Files.readAllLines(trace);
        for (String call : List.of("socket\\(", "O_CREAT|mkdir", "clone|fork", "execve\\(.*\\) = 0")) {
            long ofTheShell = call.startsWith("execve") ? 1 : 0;
            assertThat(calls.stream()
                                    .filter(line -> line.matches(".*(" + call + ").*"))
                                    .count()
                            > ofTheShell)
                    .as(call)
                    .isEqualTo(on);
        }
    }

    /** How an installer can end: what it does, its status, what it prints, and the event that must be there. */
    private record Ending(String body, int status, String prints, String event) {
        static Map<String, Ending> all() {
            String traps = "trap 'echo cleaned' EXIT\ntrap 'exit 7' INT TERM\n";
            Map<String, Ending> endings = new LinkedHashMap<>();
            endings.put("HUP", failed(START + "kill -HUP $$\nsleep 9", 129, ""));
            endings.put("KILL", failed(START + "kill -KILL $$\nsleep 9", 137, ""));
            endings.put("traps before", failed(traps + START + "kill -TERM $$\nsleep 9", 7, "cleaned\n"));
            endings.put("traps after", failed(START + traps + "exit 4", 4, "cleaned\n"));
            endings.put("traps, and all well", completed(START + traps + "telemetry_complete", "cleaned\n"));
            endings.put("twice", completed(START + START + "telemetry_complete\ntelemetry_complete", ""));
            String body = START + "x=$(echo y)\n: & wait\ntelemetry_complete";
            endings.put("in a subshell", completed("IFS=:\nset -f\nmain() { " + body + "\n}\n(main)", ""));
            return endings;
        }

        private static Ending failed(String body, int status, String prints) {
            return new Ending(body, status, prints, "install_failed");
        }

        private static Ending completed(String body, String prints) {
            return new Ending(body, 0, prints, "install_complete");
        }
    }

    @Test
    void run_isToldOnce_whateverItsTrapsAndSignalsDo_inEachShell() throws Exception {
        try (ServerSocket collector = listen()) {
            List<Ended> runs = new ArrayList<>();
            for (String shell : SHELLS) {
                for (Map.Entry<String, Ending> each : Ending.all().entrySet()) {
                    Installer installer =
                            new Installer(folder.resolve(shell + ", " + each.getKey()), address("", collector));
                    Process process = installer.begin(shell, each.getValue().body);
                    runs.add(new Ended(shell + ": " + each.getKey(), each.getValue(), installer, process));
                }
            }
            List<String> requests = new ArrayList<>();
            for (int i = 0; i < 2 * runs.size(); i++) {
                requests.add(answer(collector, "200 OK"));
            }
            for (Ended each : runs) {
                each.check(requests);
            }
            assertNoMore(collector);
        }
    }

    /** One of many runs. */
    private record Ended(String name, Ending expected, Installer installer, Process process) {
        void check(List<String> requests) throws Exception {
            Run run = installer.await(process);
            installer.awaitQuiet();
            assertThat(run.out()).as(name).isEqualTo(expected.prints);
            if (!STATUS_OF_ITS_OWN.contains(name)) {
                assertThat(run.status()).as(name).isEqualTo(expected.status);
            }
            String id = installer.installId();
            assertThat(requests.stream()
                            .filter(request -> request.contains(id))
                            .map(request -> request.replaceAll("(?s).*\"event_label\":\"(\\w+)\".*", "$1")))
                    .as(name)
                    .containsExactlyInAnyOrder("install_start", expected.event);
        }
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(ACCEPT_MILLIS);
        return socket;
    }

    /** An address at which nobody listens. */
    private static String nobody() throws IOException {
        try (ServerSocket collector = listen()) {
            return address("", collector);
        }
    }

    private static String address(String key, ServerSocket collector) {
        return "http://" + key + "127.0.0.1:" + collector.getLocalPort() + "/";
    }

    /** Of the next connection, what was asked. */
    private static String answer(ServerSocket collector, String status) throws IOException {
        try (Socket connection = collector.accept()) {
            String request = request(connection);
            String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
            connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            return request;
        }
    }

    /** Its head and the one JSON object that follows. */
    private static String request(Socket connection) throws IOException {
        connection.setSoTimeout(ACCEPT_MILLIS);
        InputStream in = connection.getInputStream();
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n{") < 0 || request.charAt(request.length() - 1) != '}') {
            int next = in.read();
            if (next < 0) {
                throw new AssertionError("the request is cut off: " + request);
            }
            request.append((char) next);
        }
        return request.toString();
    }

    /** After all that could send has ended. */
    private static void assertNoMore(ServerSocket socket) {
        try {
            socket.setSoTimeout(1);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(socket::accept);
    }
}
