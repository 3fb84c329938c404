package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Delivery;
import dev.overt.manifest.Identity;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Product;
import java.io.IOException;
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
    void className_isTheProductsName_asFarAsItCanBe(String name, String expected) {
        assertThat(JavaRenderer.className(withProduct(new Product("my-tool", name, "me@example.org"))))
                .isEqualTo(expected);
    }

    @Test
    void render_refuses_whatIsNoPackage() {
        Manifest manifest = GoldenSource.of("initrunner").manifest();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(manifest, "org.example; import evil"))
                .withMessage("`org.example; import evil` is not the name of a Java package");
    }

    @Test
    void render_refuses_whatTheClientCannotDo() {
        Manifest manifest = GoldenSource.of("initrunner").manifest();
        for (Identity identity : List.of(Identity.NONE, Identity.PER_EVENT)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JavaRenderer.render(with(manifest, identity, manifest.delivery()), "p"))
                    .withMessage("the Java client supports only `identity: install-id`");
        }
        Delivery live = new Delivery(
                Delivery.Mode.LIVE,
                manifest.delivery().every(),
                manifest.delivery().collector());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JavaRenderer.render(with(manifest, manifest.identity(), live), "p"))
                .withMessage("the Java client supports only `mode: spool` in `delivery`");
    }

    private static Manifest withProduct(Product product) {
        Manifest manifest = GoldenSource.of("initrunner").manifest();
        return new Manifest(
                manifest.hash(),
                product,
                manifest.consent(),
                manifest.identity(),
                manifest.common(),
                manifest.events(),
                manifest.never(),
                manifest.delivery(),
                manifest.retention());
    }

    private static Manifest with(Manifest manifest, Identity identity, Delivery delivery) {
        return new Manifest(
                manifest.hash(),
                manifest.product(),
                manifest.consent(),
                identity,
                manifest.common(),
                manifest.events(),
                manifest.never(),
                delivery,
                manifest.retention());
    }
}
