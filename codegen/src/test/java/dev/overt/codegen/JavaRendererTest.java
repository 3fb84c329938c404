package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class JavaRendererTest {
    static List<GoldenSource> goldenSources() {
        return GoldenSource.all();
    }

    /** What was rendered is left in {@code target/golden}, to be compared and copied. */
    @ParameterizedTest
    @MethodSource("goldenSources")
    void render_givesTheExpectedSource(GoldenSource golden) throws IOException {
        String rendered = golden.rendered();
        Path left = Path.of("target/golden", golden.name(), "Expected.java.txt");
        Files.createDirectories(left.getParent());
        Files.writeString(left, rendered);
        assertThat(rendered).isEqualTo(golden.expected());
    }

    @ParameterizedTest
    @MethodSource("goldenSources")
    void render_isPlainAscii_inLinesOfAtMost120Columns(GoldenSource golden) {
        assertThat(golden.rendered()).matches("[ -~\n]*");
        if (!golden.name().equals("hostile")) {
            assertThat(golden.rendered().lines()).allMatch(line -> line.length() <= 120);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "InitRunner, InitRunnerTelemetry",
        "Altimate Code, AltimateCodeTelemetry",
        "ktx, KtxTelemetry",
        "Šťáva!, StavaTelemetry",
        "3scale, MyToolTelemetry",
        "もぐら, MyToolTelemetry",
        "a_b-c.d$e, AbcdeTelemetry"
    })
    void className_isTheProductsName_asFarAsItCanBe(String name, String expected) throws IOException {
        assertThat(JavaRenderer.className(
                        edited("id: initrunner, name: InitRunner", "id: my-tool, name: '" + name + "'")))
                .isEqualTo(expected);
    }

    @Test
    void render_refuses_whatIsNoPackage() {
        Manifest manifest = GoldenSource.of("initrunner").manifest();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(manifest, "org.example; import evil"))
                .withMessage("`org.example; import evil` is not the name of a Java package");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity: install-id | identity: none | .noId()",
                "identity: install-id | identity: per-event | .idPerEvent()",
                "identity: install-id | identity: {kind: install-id, file: ~/.config/id} | .idFile(\"~/.config/id\")",
                "mode: spool, every: 1h | mode: live, every: 5s, buffer: 9, retries: 2, exit: 1s | .live(9, 2, 1000)",
                "mode: spool, every: 1h | mode: live, every: 5s | .ai\", 5000)",
                "why: To count | expires: 2027-01-31\\n    why: To count | .until(2027, 1, 31);",
            })
    void render_saysToTheClient_whatTheManifestSays(String from, String to, String call) throws IOException {
        String source = JavaRenderer.render(edited(from, to.replace("\\n", "\n")), "p");
        assertThat(source).contains(call);
    }

    @Test
    void render_refuses_whereTheToolReportsNothing() {
        Manifest manifest = manifest(Path.of("../examples/runmat/telemetry.yaml"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(manifest, "p"))
                .withMessage("no event comes from the tool itself, and a Java class records no other");
    }

    @Test
    void render_refuses_moreArgumentsThanAMethodHas() {
        assertThat(JavaRenderer.render(HugeManifest.ofWholeNumbers(127), "p")).contains("long p126) {");
        Manifest manifest = HugeManifest.ofWholeNumbers(128);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(manifest, "p"))
                .withMessage("`event_0` has 257 slots of arguments (two for each number that is not optional) and a"
                        + " Java class can hold 255; declare fewer");
    }

    @Test
    void render_refuses_moreEventsThanAClassHolds() {
        Manifest manifest = HugeManifest.ofEvents(1001);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(manifest, "p"))
                .withMessage("The manifest has 1001 events of the tool and a Java class can hold 1000; declare fewer");
    }

    /** InitRunner's manifest with one text in place of another. */
    private static Manifest edited(String from, String to) throws IOException {
        String yaml = Files.readString(Path.of("../examples/initrunner/telemetry.yaml"));
        assertThat(yaml).contains(from);
        byte[] bytes = yaml.replace(from, to).getBytes(StandardCharsets.UTF_8);
        return manifest(ManifestReader.read("edited.yaml", bytes));
    }

    private static Manifest manifest(Path file) {
        return manifest(ManifestReader.read(file));
    }

    private static Manifest manifest(Reading reading) {
        return ((Reading.Accepted) reading).manifest();
    }
}
