package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What recording makes a fresh JVM load: nothing that costs, and nothing that could reach a network. */
final class ColdStartTest {
    private static final List<String> COSTLY = List.of(
            "java.util.regex.",
            "java.security.SecureRandom",
            "java.util.UUID",
            "java.util.Formatter",
            "java.util.zip.GZIPOutputStream",
            "java.net.Socket",
            "java.net.InetAddress",
            "java.net.HttpURLConnection",
            "sun.net.",
            "sun.nio.ch.FileChannelImpl",
            "java.time.format.",
            "java.lang.ProcessBuilder",
            "java.lang.ProcessHandleImpl",
            "java.lang.invoke.LambdaForm",
            "jdk.internal.org.objectweb.asm.",
            "java.util.stream.");

    @TempDir
    Path home;

    @Test
    void recording_loadsNothingCostly() throws Exception {
        new Installation(home.resolve(".initrunner/telemetry.json"), new Surroundings()).grant(2);
        Set<String> first = loaded("once");
        assertThat(first).contains("dev.overt.client.SpoolWriter");
        Set<String> recording = loaded("once");
        recording.removeAll(loaded("never"));
        assertThat(recording).contains("dev.overt.client.Json", "dev.overt.client.Sanitiser");
        assertThat(recording.stream().filter(ColdStartTest::isCostly)).isEmpty();
        assertThat(new Spool(home.resolve(".initrunner/telemetry-spool"), new Surroundings()).countWaiting())
                .isEqualTo(3);
    }

    private static boolean isCostly(String type) {
        return COSTLY.stream().anyMatch(type::startsWith);
    }

    private Set<String> loaded(String times) throws IOException, InterruptedException {
        Process process = ChildJvm.start(home, RecordingTool.class, "-Xlog:class+load", "-Dtimes=" + times);
        Set<String> types = new HashSet<>();
        for (String line :
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
            int start = line.indexOf("] ", line.indexOf("[class,load]") + 1) + 2;
            int end = line.indexOf(" source:");
            if (line.contains("[class,load]") && end > start) {
                types.add(line.substring(start, end));
            }
        }
        assertThat(process.waitFor()).isZero();
        return types;
    }

    /** Records one command, or none. */
    static final class RecordingTool {
        private RecordingTool() {}

        public static void main(String[] args) {
            boolean once = System.getProperty("times", "").equals("once");
            if (once) {
                try (Telemetry telemetry =
                        Telemetry.open(InitRunnerPolicy.builder().build(), "1.0")) {
                    telemetry.begin("run");
                    telemetry.finish(0, null);
                }
            }
        }
    }
}
