package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an installer reports of a run, from the generated script in real shells to a real collector. */
final class ShellInstallerTest {
    private static final String START = "set -eu\ntelemetry_start\ntelemetry_set release v1.2.3\n";
    private static final List<String> FAILED = List.of("install_start", "install_failed");
    private static final List<String> COMPLETED = List.of("install_complete", "install_start");

    @TempDir
    private static Path serving;

    @TempDir
    private Path folder;

    private static ServedCollector collector;

    @BeforeAll
    static void serve() throws IOException {
        Path manifest = Files.writeString(serving.resolve("telemetry.yaml"), Installer.manifest());
        collector = ServedCollector.start(serving.resolve("data"), manifest);
    }

    @AfterAll
    static void close() {
        collector.close();
    }

    /** How an installer can end: what it does, its exit status, and the events that must be there. */
    private record Ending(String body, int status, List<String> events) {}

    private static Map<String, Ending> endings() {
        String traps = "trap 'echo cleaned' EXIT\ntrap 'exit 7' INT TERM\n";
        Map<String, Ending> endings = new LinkedHashMap<>();
        endings.put("all is installed", new Ending(START + "telemetry_complete\ntelemetry_complete", 0, COMPLETED));
        endings.put("a command fails", new Ending(START + "false\ntelemetry_complete", 1, FAILED));
        endings.put("it gives up", new Ending(START + "if true; then exit 3; fi\ntelemetry_complete", 3, FAILED));
        for (Map.Entry<String, Integer> signal :
                Map.of("HUP", 129, "INT", 130, "KILL", 137, "TERM", 143).entrySet()) {
            String body = START + "kill -" + signal.getKey() + " $$\nsleep 9\ntelemetry_complete";
            endings.put(signal.getKey(), new Ending(body, signal.getValue(), FAILED));
        }
        endings.put("its traps first", new Ending(traps + START + "kill -TERM $$\nsleep 9", 7, FAILED));
        endings.put("its traps last", new Ending(START + traps + "exit 4", 4, FAILED));
        endings.put("its traps, and all well", new Ending(START + traps + "telemetry_complete", 0, COMPLETED));
        endings.put(
                "a function in a subshell",
                new Ending(
                        "IFS=:\nset -f\nmain() { " + START + "x=$(echo y)\n: & wait\ntelemetry_complete; }\n(main)",
                        0,
                        COMPLETED));
        return endings;
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "bash --posix", "busybox ash", "mksh", "ksh93", "zsh"})
    void run_isToldOnceByItsStartAndOnceByItsEnd_howeverItEnds(String shell) throws Exception {
        Map<String, Installer> installers = new LinkedHashMap<>();
        Map<String, Process> processes = new LinkedHashMap<>();
        for (Map.Entry<String, Ending> each : endings().entrySet()) {
            Installer installer = new Installer(folder.resolve(each.getKey()), collector.addressWithKey());
            installers.put(each.getKey(), installer);
            processes.put(each.getKey(), installer.begin(shell, each.getValue().body));
        }
        for (Map.Entry<String, Ending> each : endings().entrySet()) {
            Installer installer = Objects.requireNonNull(installers.get(each.getKey()));
            Run run = installer.await(Objects.requireNonNull(processes.get(each.getKey())));
            installer.awaitQuiet();
            assertThat(events(installer.installId())).as("%s", each.getKey()).isEqualTo(each.getValue().events);
            assertThat(run.out())
                    .as("%s", each.getKey())
                    .isEqualTo(each.getKey().startsWith("its traps") ? "cleaned\n" : "");
            // mksh loses the status of a trap's own exit where another trap follows.
            if (!shell.equals("mksh") || !each.getKey().equals("its traps first")) {
                assertThat(run.status()).as("%s", each.getKey()).isEqualTo(each.getValue().status);
            }
        }
    }

    @Test
    void run_sendsWhatItKnows_atEachTime() throws Exception {
        Installer installer = new Installer(folder, collector.addressWithKey());
        assertThat(installer
                        .run("dash", START + "telemetry_set platform windows-aarch64\nexit 1")
                        .status())
                .isEqualTo(1);
        installer.awaitQuiet();
        String select = " where install_id = '" + installer.installId() + "'";
        String columns = "select os, arch, platform, release, method from runmat.";
        assertThat(collector.query(columns + "install_start" + select).rows())
                .containsExactly(List.of("Linux", "x86_64", "linux-x86_64", "unknown", "shell"));
        assertThat(collector.query(columns + "install_failed" + select).rows())
                .containsExactly(List.of("Linux", "x86_64", "windows-aarch64", "1.2.3", "shell"));
        assertThat(collector.count("select count(*) from overt.drops")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox"})
    void run_reports_byEachProgram(String program) throws Exception {
        Installer installer = new Installer(folder, collector.addressWithKey()).with("PATH", path(program));
        assertThat(installer.run("dash", START + "telemetry_complete")).isEqualTo(new Run(0, "", ""));
        installer.awaitQuiet();
        assertThat(events(installer.installId())).isEqualTo(COMPLETED);
    }

    @Test
    void run_goesOn_whereNoProgramSends() throws Exception {
        Installer installer = new Installer(folder, collector.addressWithKey()).with("PATH", path("none"));
        assertThat(installer.run("dash", START + "telemetry_complete\necho done"))
                .isEqualTo(new Run(0, "done\n", ""));
        installer.awaitQuiet();
        assertThat(installer.home()).isEmptyDirectory();
    }

    @Test
    void run_reports_whereItIsPipedIntoTheShell() throws Exception {
        Path script =
                Files.writeString(folder.resolve("piped.sh"), Installer.fragment() + START + "telemetry_complete\n");
        Installer installer = new Installer(folder, collector.addressWithKey());
        assertThat(installer.run("dash", "cat '" + script + "' | sh")).isEqualTo(new Run(0, "", ""));
        installer.awaitQuiet();
        assertThat(events(installer.installId())).isEqualTo(COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget", "busybox"})
    void run_doesNotWait_whereNobodyAnswers_andShowsNoKey(String program) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            String address = "http://s3cret@127.0.0.1:" + silent.getLocalPort();
            Installer installer = new Installer(folder, address).with("PATH", path(program));
            assertThat(installer.run("dash", START + "telemetry_complete\necho done"))
                    .isEqualTo(new Run(0, "done\n", ""));
            // The request is under way after the installer has ended, and waits for an answer.
            try (Socket request = silent.accept()) {
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(request.getInputStream(), StandardCharsets.US_ASCII));
                List<String> head = new ArrayList<>();
                for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    head.add(line.toLowerCase(Locale.ROOT));
                }
                assertThat(head).contains("x-telemetry-key: s3cret").noneMatch(line -> line.startsWith("user-agent: "));
                assertThat(head.get(0)).startsWith("post /api/telemetry http/1.");
                char[] body = new char[12];
                assertThat(lines.read(body)).isPositive();
                request.setSoTimeout(50);
                assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> drain(lines));
                if (!program.equals("busybox")) {
                    assertThat(commandLines(installer))
                            .anyMatch(each -> each.contains(program))
                            .noneMatch(each -> each.contains("s3cret"));
                }
            }
            for (Path each : installer.running()) {
                ProcessHandle.of(Long.parseLong(each.getFileName().toString()))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private static void drain(BufferedReader lines) throws IOException {
        while (lines.read() >= 0) {
            // More of the body.
        }
    }

    @Test
    void run_endsAsEver_whereTheCollectorRefuses() throws Exception {
        Installer installer = new Installer(folder, "http://127.0.0.1:9");
        assertThat(installer.run("dash", START + "telemetry_complete")).isEqualTo(new Run(0, "", ""));
        assertThat(installer.run("dash", START + "exit 5")).isEqualTo(new Run(5, "", ""));
        installer.awaitQuiet();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void run_followsNoRedirect(String program) throws Exception {
        try (ServerSocket first = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Installer installer =
                    new Installer(folder, "http://127.0.0.1:" + first.getLocalPort()).with("PATH", path(program));
            installer.run("dash", "telemetry_start\ntelemetry_complete");
            for (int i = 0; i < 2; i++) {
                try (Socket request = first.accept()) {
                    request.getInputStream().read(new byte[8192]);
                    request.getOutputStream()
                            .write(("HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:" + other.getLocalPort()
                                            + "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                }
            }
            installer.awaitQuiet();
            other.setSoTimeout(1);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(other::accept);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DO_NOT_TRACK=1", "RUNMAT_NO_TELEMETRY=1", "RUNMAT_TELEMETRY=0", "on"})
    void run_opensNoSocketMakesNoFileStartsNoProcess_whenOff(String variable) throws Exception {
        boolean on = variable.equals("on");
        Path trace = folder.resolve("trace");
        Installer installer = new Installer(folder, collector.addressWithKey())
                .around(
                        "strace",
                        "-f",
                        "-qq",
                        "-o",
                        trace.toString(),
                        "-e",
                        "trace=socket,connect,fork,vfork,clone,clone3,execve,openat,open,creat,mkdir,mkdirat");
        if (!on) {
            installer.with(variable.split("=", -1)[0], variable.split("=", -1)[1]);
        }
        assertThat(installer
                        .run("dash", START + "telemetry_set platform x\ntelemetry_complete")
                        .status())
                .isZero();
        installer.awaitQuiet();
        List<String> calls = Files.readAllLines(trace);
        assertThat(calls.stream().anyMatch(call -> call.contains("socket("))).isEqualTo(on);
        assertThat(calls.stream().anyMatch(call -> call.contains("O_CREAT") || call.contains("mkdir")))
                .isEqualTo(on);
        assertThat(calls.stream().anyMatch(call -> call.contains("clone") || call.contains("fork")))
                .isEqualTo(on);
        assertThat(calls.stream().filter(call -> call.contains("execve(")).count() > 1)
                .isEqualTo(on);
    }

    /** The events that are stored under an id, in the order of their names. */
    private static List<String> events(String installId) {
        List<String> found = new ArrayList<>();
        for (String event : List.of("install_complete", "install_start", "install_failed")) {
            long count =
                    collector.count("select count(*) from runmat." + event + " where install_id = '" + installId + "'");
            for (long i = 0; i < count; i++) {
                found.add(event);
            }
        }
        return found;
    }

    private static List<String> commandLines(Installer installer) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : installer.running()) {
            try {
                lines.add(Files.readString(each.resolve("cmdline")));
            } catch (IOException ended) {
                // It is no more.
            }
        }
        return lines;
    }

    /** A folder with the programs that a script takes, and one that sends. */
    private String path(String program) throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        List<String> names = new ArrayList<>(List.of(
                "awk", "cat", "dash", "dd", "echo", "kill", "ln", "mkdir", "mv", "od", "rm", "sed", "sh", "sleep", "tr",
                "uname"));
        if (program.equals("busybox")) {
            Files.createSymbolicLink(programs.resolve("wget"), find("busybox"));
        } else if (!program.equals("none")) {
            names.add(program);
        }
        for (String name : names) {
            Files.createSymbolicLink(programs.resolve(name), find(name));
        }
        return programs.toString();
    }

    private static Path find(String program) {
        for (String each : System.getenv("PATH").split(":", -1)) {
            if (Files.isExecutable(Path.of(each, program))) {
                return Path.of(each, program);
            }
        }
        throw new AssertionError(program + " is not installed; `./overt test` installs it");
    }
}
