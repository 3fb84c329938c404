package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.examples.initrunner.InitRunnerTelemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One manifest, one hash: of its canonical form, in the client made from it, and in the collector that enforces it. */
final class ManifestHashTest {
    @TempDir
    private Path folder;

    @Test
    void hash_isTheSame_everywhere() throws Exception {
        byte[] canonical = Files.readAllBytes(Checkout.ROOT.resolve("protocol/golden/manifest.json"));
        String hash = "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));

        assertThat(InitRunnerTelemetry.MANIFEST).isEqualTo(hash);
        assertThat(Checkout.ROOT.resolve("examples/initrunner/TELEMETRY.md"))
                .content()
                .contains(hash);
        assertThat(Run.of(Checkout.overt("lint", Checkout.MANIFEST.toString()), folder, Map.of())
                        .out())
                .contains(hash);
        try (ServedCollector collector = ServedCollector.start(folder.resolve("data"))) {
            assertThat(collector.announcement()).contains(hash);
        }
    }
}
