package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something. */
final class LauncherTest {
    @TempDir
    private Path folder;

    @Test
    void launcher_saysWhatToDo_withoutMaven() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        Path launcher = Files.copy(Checkout.LAUNCHER, checkout.resolve("overt"));
        Path jdk = Path.of(System.getProperty("java.home"));

        Run run = Run.of(
                List.of(launcher.toString(), "demo"),
                folder,
                Map.of("JAVA_HOME", jdk.toString(), "PATH", bareTools().toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("Maven was not found").hasLineCount(1);
    }

    @Test
    void launcher_saysWhatToDo_inAFolderThatCannotBeWritten() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        Path launcher = Files.copy(Checkout.LAUNCHER, checkout.resolve("overt"));
        // A file where the folder belongs: unlike a permission, it stops the superuser too.
        Files.createFile(checkout.resolve("target"));

        Run run = Run.of(List.of(launcher.toString(), "demo"), folder, Map.of());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("cannot write to")
                .contains("Make the folder writable")
                .hasLineCount(1);
    }

    /** Maven ends its output with a colour code and no line break. */
    @Test
    void launcher_fails_whenTheBuildFails() throws IOException {
        Path checkout = Files.createDirectories(folder.resolve("checkout"));
        Path launcher = Files.copy(Checkout.LAUNCHER, checkout.resolve("overt"));
        Path tools = bareTools();
        Path maven = Files.writeString(
                tools.resolve("mvn"), "#!/bin/sh\nprintf '[ERROR] It does not compile.\\n\\033[0m'\nexit 1\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path jdk = Path.of(System.getProperty("java.home"));

        Run run = Run.of(
                List.of(launcher.toString(), "build"),
                folder,
                Map.of("JAVA_HOME", jdk.toString(), "PATH", tools.toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("It does not compile.", "the build failed");
    }

    @Test
    void launcher_saysWhatToDo_withoutAJdk() throws IOException {
        String script = Files.readString(Checkout.LAUNCHER).replace("/usr/lib/jvm/", "/nowhere/");
        Path launcher = folder.resolve("overt");
        Files.writeString(launcher, script);

        Run run = Run.of(
                List.of("sh", launcher.toString(), "demo"),
                folder,
                Map.of("PATH", bareTools().toString()));

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("no JDK of 17 or newer was found").hasLineCount(1);
    }

    /** A PATH with the ordinary commands of a system, and neither Java nor Maven. */
    private Path bareTools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("sh", "sed", "sort", "find", "head", "dirname", "mkdir", "awk", "grep", "tail")) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(name)) && !Files.exists(tools.resolve(name))) {
                    Files.createSymbolicLink(tools.resolve(name), place.resolve(name));
                }
            }
        }
        return tools;
    }
}
