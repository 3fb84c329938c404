package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Live delivery of whole processes, however they end. */
@Timeout(300)
final class LiveProcessTest {
    private static final long NEVER = 1_000_000_000;

    @TempDir
    Path home;

    private final FakeCollector collector = fakeCollector();
    private final List<Process> processes = new ArrayList<>();

    private static FakeCollector fakeCollector() {
        try {
            return new FakeCollector();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @AfterEach
    void stop() {
        collector.close();
        for (Process each : processes) {
            each.destroyForcibly();
        }
    }

    /** Starts a tool that records one event and then ends as {@code how} says. */
    private Process start(String how, String address, long everyMillis) throws IOException {
        Process process =
                ChildJvm.start(home, Tool.class, "-Dhow=" + how, "-Dcollector=" + address, "-Devery=" + everyMillis);
        processes.add(process);
        return process;
    }

    private Process start(String how, long everyMillis) throws IOException {
        return start(how, collector.address().toString(), everyMillis);
    }

    /** What a process said until it was ready to be ended. */
    private static void awaitReady(Process process) throws IOException {
        int next = process.getInputStream().read();
        assertThat((char) next).isEqualTo('!');
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private List<String> numbers() {
        List<String> all = new ArrayList<>();
        for (int i = 1; i <= collector.bodies.size(); i++) {
            all.addAll(FakeCollector.each(collector.upload(i), "properties"));
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "return", "exit", "exit in another thread", "close in a hook"})
    void end_sendsWhatWaits(String how) throws Exception {
        assertThat(output(start(how, NEVER))).isEqualTo("!");
        assertThat(numbers()).containsExactly("{number=1}");
    }

    @Test
    void end_sendsWhatWaits_whenTheToolFails() throws Exception {
        Process process = start("throw", NEVER);
        assertThat(output(process))
                .contains("IllegalStateException: the tool's own")
                .doesNotContain("LiveDelivery.");
        assertThat(process.exitValue()).isOne();
        assertThat(numbers()).containsExactly("{number=1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void end_sendsWhatWaits_whenTheToolIsStopped(String signal) throws Exception {
        Process process = start("wait", NEVER);
        awaitReady(process);
        assumeFalse(ignores(process, signal));
        kill(process, signal);
        assertThat(output(process)).isEmpty();
        assertThat(numbers()).containsExactly("{number=1}");
    }

    /** A process that was started in the background of a shell ignores SIGINT. */
    private static boolean ignores(Process process, String signal) throws IOException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (!Files.exists(status)) {
            return false;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("SigIgn:")) {
                long ignored = Long.parseUnsignedLong(line.substring(7).trim(), 16);
                return (ignored >> ((signal.equals("INT") ? 2 : 15) - 1) & 1) == 1;
            }
        }
        return false;
    }

    private static void kill(Process process, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void wait_sendsAtTheInterval_andLosesNoMoreWhenKilled() throws Exception {
        Process process = start("wait", 20);
        collector.awaitUpload(1);
        process.destroyForcibly().waitFor();
        assertThat(numbers()).containsExactly("{number=1}");
    }

    /** The process ends while the collector still has the connection. */
    @ParameterizedTest
    @EnumSource(names = {"HANGS", "STOPS_HALFWAY", "TRICKLES"})
    void end_comesInTime_whateverTheCollectorDoes(FakeCollector.Manner manner) throws Exception {
        collector.manner = manner;
        for (String how : List.of("return", "close")) {
            Process process = start(how, 1);
            assertThat(output(process)).isEqualTo("!");
            assertThat(process.exitValue()).isZero();
            assertThat(collector.holding.get()).isPositive();
        }
    }

    @Test
    void end_comesInTime_whenNobodyListens() throws Exception {
        String address = collector.address().toString();
        collector.close();
        assertThat(output(start("return", address, NEVER))).isEqualTo("!");
    }

    /** A full queue of connections answers no other: as a network that drops packets. */
    @Test
    void end_comesInTime_whenTheNetworkDropsPackets() throws Exception {
        List<Socket> queued = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            boolean full = false;
            while (!full) {
                Socket socket = new Socket();
                queued.add(socket);
                try {
                    socket.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 300);
                } catch (IOException nobodyAnswers) {
                    full = true;
                }
            }
            Process process = start("return", "http://key@127.0.0.1:" + deaf.getLocalPort(), 1);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output(process)).isEqualTo("!");
        } finally {
            for (Socket each : queued) {
                each.close();
            }
        }
    }

    @Test
    void end_waitsForNothing_whenNothingWasRecorded() throws Exception {
        collector.manner = FakeCollector.Manner.HANGS;
        assertThat(output(start("nothing", 1))).isEqualTo("!");
        assertThat(collector.bodies).isEmpty();
        assertThat(home.resolve(".live")).doesNotExist();
    }

    @Test
    void wait_endsItsReports_whenThePersonRefusesElsewhere() throws Exception {
        Process process = start("repeat", 20);
        collector.awaitUpload(2);
        Telemetry.open(LiveDeliveryTest.policy("", NEVER).build(), "1.0", new FakeSurroundings(home))
                .disable();
        // The tool says so when no thread of ours is left.
        assertThat(output(process)).endsWith("off");
        int sent = collector.bodies.size();
        assertThat(process.exitValue()).isZero();
        assertThat(collector.bodies).hasSize(sent);
        assertThat(home.resolve(".live/telemetry-spool")).doesNotExist();
    }

    /** Records one event or more, and ends in one of many ways. */
    static final class Tool {
        private Tool() {}

        public static void main(String[] args) throws InterruptedException {
            Policy policy = LiveDeliveryTest.policy(
                            System.getProperty("collector", ""), Long.parseLong(System.getProperty("every", "")))
                    .build();
            Telemetry telemetry = Telemetry.open(policy, "1.0");
            String how = System.getProperty("how", "");
            if (!how.equals("nothing")) {
                telemetry.record(LiveDeliveryTest.STEP, 1);
            }
            if (how.equals("repeat")) {
                repeat(telemetry);
            }
            System.out.print('!');
            System.out.flush();
            end(how, telemetry);
        }

        private static void repeat(Telemetry telemetry) throws InterruptedException {
            while (telemetry.decision().on()) {
                telemetry.record(LiveDeliveryTest.STEP, 2);
                Thread.sleep(5);
            }
            System.out.print("off");
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }

        private static void end(String how, Telemetry telemetry) throws InterruptedException {
            switch (how) {
                case "close" -> telemetry.close();
                case "close in a hook" -> Runtime.getRuntime().addShutdownHook(new Thread(telemetry::close));
                case "exit" -> System.exit(0);
                case "exit in another thread" -> {
                    new Thread(() -> System.exit(0)).start();
                    Thread.sleep(Long.MAX_VALUE);
                }
                case "throw" -> throw new IllegalStateException("the tool's own");
                case "wait" -> Thread.sleep(Long.MAX_VALUE);
                default -> {}
            }
        }
    }
}
