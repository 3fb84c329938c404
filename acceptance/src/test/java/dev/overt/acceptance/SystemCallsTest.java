package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tool's process asks of the kernel, seen by {@code strace}: no network, and when off no file and no child. */
final class SystemCallsTest {
    private static final String QUESTION = "Enable anonymous usage telemetry?";

    @TempDir
    private Path home;

    private Path trace;

    @BeforeEach
    void locate() {
        trace = home.resolve("trace");
    }

    @Test
    void run_opensNoSocket_whenOn() throws IOException {
        Terminal.run(Checkout.initrunner("doctor"), home, unreachable(), QUESTION, "y\n");
        Path spool = home.resolve(".initrunner/telemetry-spool");
        long before = size(spool);

        traced(unreachable());

        assertThat(size(spool)).as("the traced run recorded an event").isGreaterThan(before);
        assertThat(calls()).noneMatch(SystemCallsTest::opensNetwork);
    }

    @Test
    void run_opensNoSocketMakesNoFileStartsNoChild_whenOff() throws IOException {
        for (Map<String, String> environment :
                List.of(Map.of("DO_NOT_TRACK", "1"), Map.of("INITRUNNER_TELEMETRY", "off"), Map.of("CI", "1"))) {
            traced(environment);

            assertThat(calls())
                    .as("%s", environment)
                    .noneMatch(SystemCallsTest::opensNetwork)
                    .noneMatch(call ->
                            call.contains(".initrunner") && (call.contains("O_CREAT") || call.contains("mkdir")));
            assertThat(calls())
                    .as("programs started: java")
                    .filteredOn(call -> call.contains("execve("))
                    .hasSize(1);
            assertThat(home.resolve(".initrunner")).doesNotExist();
        }
    }

    private void traced(Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                "strace",
                "-f",
                "-o",
                trace.toString(),
                "-e",
                "trace=socket,connect,sendto,sendmsg,execve,openat,open,creat,mkdir,mkdirat"));
        command.addAll(Checkout.initrunner("doctor"));
        Run run = Terminal.run(command, home, environment, QUESTION, "");
        assertThat(run.status()).as(run.out()).isZero();
        assertThat(run.out()).doesNotContain(QUESTION);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(trace);
    }

    /** A local socket to the name service cache is no network. */
    private static boolean opensNetwork(String call) {
        return call.contains("AF_INET") || call.contains("AF_NETLINK");
    }

    /** A collector that nobody serves: the first run's uploader finds a closed port. */
    private static Map<String, String> unreachable() {
        return Map.of("INITRUNNER_TELEMETRY_COLLECTOR", "http://key@127.0.0.1:9/");
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
