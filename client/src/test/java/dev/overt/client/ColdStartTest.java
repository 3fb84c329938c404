package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.scrub.Scrubber;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    /** What only a product loads that declares a type for it, or names it. */
    private static final List<String> ON_DEMAND = List.of(
            "dev.overt.client.Decimal",
            "dev.overt.client.DeclaredWords",
            "dev.overt.client.EditedFile",
            "dev.overt.client.FreeText",
            "dev.overt.client.KeyedHash",
            "dev.overt.client.MachinePolicy",
            "dev.overt.client.NameRule",
            "dev.overt.client.Person",
            "dev.overt.client.Sha256",
            "dev.overt.scrub.",
            "java.security.MessageDigest",
            "javax.crypto.");
    /** All of the client's own that recording a plain event takes. */
    private static final int MAX_OWN_TYPES = 25;
    /** The same of a run that the environment turns off: what the policy is made of, and what asks it. */
    private static final int MAX_OFF_TYPES = 10;

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
        assertThat(recording.stream().filter(type -> ON_DEMAND.stream().anyMatch(type::startsWith)))
                .isEmpty();
        assertThat(recording.stream().filter(type -> type.startsWith("dev.overt.client.")))
                .hasSizeLessThanOrEqualTo(MAX_OWN_TYPES);
        assertThat(new Spool(home.resolve(".initrunner/telemetry-spool"), new Surroundings()).countWaiting())
                .isEqualTo(3);
    }

    /** Whoever does not want to be tracked pays for no decision. */
    @Test
    void notTracked_loadsNothingThatDecidesOrRecords() throws Exception {
        Set<String> notTracked = loaded("once", "DO_NOT_TRACK", "1");
        assertThat(notTracked)
                .contains("dev.overt.client.Telemetry")
                .doesNotContain("dev.overt.client.Decision", "dev.overt.client.Installation");
        assertThat(notTracked.stream().filter(type -> type.startsWith("dev.overt.client.")))
                .filteredOn(type -> !type.contains("Test"))
                .hasSizeLessThanOrEqualTo(MAX_OFF_TYPES);
    }

    @Test
    void recording_loadsWhatItsTypesNeed_andNothingCostly() throws Exception {
        assertThat(loaded("each")).contains("dev.overt.client.SpoolWriter");
        Set<String> recording = loaded("each");
        recording.removeAll(loaded("never"));
        assertThat(recording).contains("dev.overt.scrub.TextScrubber", "dev.overt.scrub.SqlMask");
        assertThat(recording.stream().filter(ColdStartTest::isCostly)).isEmpty();
    }

    /** The JDK's digests take its security providers along. */
    @Test
    void recording_loadsNoCryptographyOfTheJdk_forAHash() throws Exception {
        Set<String> recording = loaded("hash");
        recording.removeAll(loaded("never"));
        assertThat(recording).contains("dev.overt.client.Sha256");
        assertThat(recording.stream().filter(ColdStartTest::isCryptography)).isEmpty();
    }

    private static boolean isCryptography(String type) {
        return type.startsWith("java.security.MessageDigest")
                || type.startsWith("java.security.Provider")
                || type.startsWith("sun.security.")
                || type.startsWith("javax.crypto.");
    }

    private static boolean isCostly(String type) {
        return COSTLY.stream().anyMatch(type::startsWith);
    }

    private Set<String> loaded(String times) throws IOException, InterruptedException {
        return loaded(times, "OVERT_TEST", "1");
    }

    private Set<String> loaded(String times, String variable, String value) throws IOException, InterruptedException {
        Process process = ChildJvm.start(
                home, RecordingTool.class, Map.of(variable, value), "-Xlog:class+load", "-Dtimes=" + times);
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

    /** Records one command, one event of many types, one hash, or nothing. */
    static final class RecordingTool {
        private static final Event TYPES = Event.onCall(
                "types",
                Property.arch("arch"),
                Property.platform("target", "elsewhere", "linux-x64"),
                Property.sessionId("session"),
                Property.number("score", 0, 1, 2),
                Property.name("model", 60),
                Property.list("features", 5, null, "a", "b"),
                Property.counts("tools", 100, "other", "grep"),
                Property.text("message", 100, Scrubber.text()),
                Property.sql("statement", 100, Scrubber.sql()));
        private static final Event HASH = Event.onCall("hash", Property.hash("project"));

        private RecordingTool() {}

        public static void main(String[] args) {
            String times = System.getProperty("times", "");
            if (times.equals("once")) {
                try (Telemetry telemetry =
                        Telemetry.open(InitRunnerPolicy.builder().build(), "1.0")) {
                    telemetry.begin("run");
                    telemetry.finish(0, null);
                }
            } else if (!times.equals("never")) {
                Policy policy = Policy.builder("types", "Types", InitRunnerPolicy.MANIFEST)
                        .on()
                        .events(TYPES, HASH)
                        .build();
                try (Telemetry telemetry = Telemetry.open(policy, "1.0")) {
                    if (times.equals("hash")) {
                        telemetry.record(HASH, "/home/ada");
                    } else {
                        telemetry.record(
                                TYPES,
                                0.5,
                                "gpt-4o",
                                List.of("a"),
                                Map.of("grep", 1),
                                "open /etc/x",
                                "SELECT a FROM b");
                    }
                }
            }
        }
    }
}
