package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContainerEntrypointTest {
    private static final Path EXAMPLE = Path.of("../examples/onecli");
    private static final Path FOLDER = Path.of("src/test/entrypoints");
    private static final int MAX_LINES = 200;
    private static final int MANIFESTS = 30;

    @TempDir
    private Path folder;

    /** What was rendered is left in {@code target/entrypoints}, to be compared and copied. */
    @ParameterizedTest
    @ValueSource(strings = {"onecli", "everything"})
    void render_givesTheExpectedScript(String name) throws IOException {
        Path golden = golden(name);
        String rendered = ContainerEntrypoint.render(manifest(name));
        Path left = Path.of("target/entrypoints", name, "entrypoint-telemetry.sh");
        Files.createDirectories(left.getParent());
        Files.writeString(left, rendered);
        assertThat(rendered).isEqualTo(Files.readString(golden.resolve("entrypoint-telemetry.sh")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"onecli", "everything"})
    void script_hasNothingThatShellcheckFinds(String name) throws Exception {
        assertThat(output(
                        "shellcheck",
                        golden(name).resolve("entrypoint-telemetry.sh").toString()))
                .isEmpty();
    }

    @Test
    void script_isShort() {
        assertThat(ContainerEntrypoint.render(manifest("onecli")))
                .satisfies(script -> assertThat(script.lines().count()).isLessThanOrEqualTo(MAX_LINES));
    }

    /** Nothing that a manifest says is a command, neither where the script is sourced nor where it runs. */
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void script_doesNothingElse_whateverTheManifestSays(String shell) throws Exception {
        for (long seed = 0; seed < MANIFESTS; seed++) {
            Manifest hostile =
                    new HostileText(seed).manifest(SamplePage.everywhere().manifest());
            Path script = Files.writeString(folder.resolve("script.sh"), ContainerEntrypoint.render(hostile));
            String calling = "HOME='" + folder + "'; . '" + script + "'; id_telemetry 1.0; echo done";
            assertThat(output(shell, "-euc", calling)).as("seed " + seed).isEqualTo("done\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | type: name",
                "number | type: number, min: 0, max: 1, decimals: 1",
                "list | type: list, values: [a, b]",
                "text | type: text, max: 80, justification: To see what failed.",
            })
    void render_refuses_whatAShellCannotBringIntoForm(String type, String declared) throws IOException {
        String yaml = Files.readString(EXAMPLE.resolve("telemetry.yaml"))
                .replace("type: enum, values: [oss, cloud], otherwise: other", declared);
        Manifest manifest = SamplePage.of("edited.yaml", yaml).manifest();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContainerEntrypoint.render(manifest))
                .withMessageStartingWith("a script cannot report a property of type `" + type + "`; declare it as ");
    }

    private static Manifest manifest(String name) {
        try {
            return SamplePage.of(name, Files.readString(golden(name).resolve("telemetry.yaml")))
                    .manifest();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path golden(String name) {
        return name.equals("onecli") ? EXAMPLE : FOLDER.resolve(name);
    }

    private static String output(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
