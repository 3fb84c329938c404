package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool runs as ever where nothing can be stored, and a person can learn why. */
final class HostilePlacesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"'', ''", "., ?", "relative/home, ?", "'', relative", "'\u0000', '\u0000'"})
    void home_isNone_whereNothingNamesOne(String variable, String property) {
        assertThat(home(variable, property)).isNull();
    }

    @Test
    void home_isTheUsersOwn_whereTheVariableIsNone() {
        assertThat(home("", "/home/ada")).isEqualTo(Path.of("/home/ada"));
        assertThat(home("not/absolute", "/home/ada")).isEqualTo(Path.of("/home/ada"));
        assertThat(home("/home/eve", "/home/ada")).isEqualTo(Path.of("/home/eve"));
    }

    private static @Nullable Path home(String variable, String property) {
        return new Surroundings() {
            @Override
            Map<String, String> environment() {
                return Map.of("HOME", variable);
            }

            @Override
            String property(String name) {
                return property;
            }
        }.home();
    }

    /** A name outside of ASCII, which the JVM cannot spell in this locale. */
    @Test
    void tool_runs_whereTheHomeCannotBeNamed() throws Exception {
        assertThat(tool(Files.createDirectory(directory.resolve("jürgen")), "LC_ALL", "C"))
                .startsWith("ran\n");
    }

    @Test
    void tool_runs_withoutAHome() throws Exception {
        assertThat(tool(directory, "HOME", "", "-Duser.home=?"))
                .startsWith("ran\n")
                .contains("There is no home directory");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void tool_runs_andStatusSaysWhy_onAReadOnlyFileSystem() throws Exception {
        mount("-t", "tmpfs", "-o", "ro", "none");
        try {
            assertThat(tool(directory)).startsWith("ran\n").contains(directory + " cannot be written");
        } finally {
            unmount();
        }
    }

    @Test
    void tool_runs_andStatusSaysWhy_onAFullDisk() throws Exception {
        mount("-t", "tmpfs", "-o", "size=8k", "none");
        try {
            Files.write(directory.resolve("ballast"), new byte[8 * 1024]);
            assertThat(tool(directory)).startsWith("ran\n").contains("is full");
            assertThatThrownBy(() -> new Installation(directory.resolve("telemetry.json"), new Surroundings()).grant(1))
                    .isInstanceOf(IOException.class);
        } finally {
            unmount();
        }
    }

    private void mount(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(List.of(options));
        command.add(directory.toString());
        boolean mounted;
        try {
            mounted = new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            mounted = false;
        }
        assumeTrue(mounted, "may mount a file system");
    }

    private void unmount() throws IOException, InterruptedException {
        new ProcessBuilder("umount", directory.toString()).start().waitFor();
    }

    /** What the tool prints, where {@code changes} are a variable and its value, and an option. */
    private static String tool(Path home, String... changes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (changes.length > 2) {
            command.add(changes[2]);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tool.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        if (changes.length > 1) {
            builder.environment().put(changes[0], changes[1]);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    /** Records, and prints what it does and then its status. */
    static final class Tool {
        private static final Event RAN = Event.onCall("ran", Property.flag("well"));

        private Tool() {}

        public static void main(String[] args) {
            Policy policy = Policy.builder("tool", "Tool", InitRunnerPolicy.MANIFEST)
                    .on()
                    .state("~/.tool/telemetry.json")
                    .events(RAN)
                    .build();
            Telemetry telemetry = Telemetry.open(policy, "1.0");
            telemetry.record(RAN, true);
            telemetry.close();
            System.out.println("ran");
            System.out.println(telemetry.status());
        }
    }
}
