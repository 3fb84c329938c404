package dev.overt.manifest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ManifestHashTest {
    @Test
    void of_isThePublishedOne_forKnownText() {
        assertThat(ManifestHash.of("abc".getBytes(US_ASCII)))
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void of_isWhatSha256sumPrints() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sha256sum", InitRunner.FILE.toString()).start();
        String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);
        assertThat(process.waitFor()).isZero();
        assertThat(ManifestHash.of(InitRunner.bytes())).isEqualTo("sha256:" + printed.substring(0, 64));
    }

    @Test
    void of_isTheSame_forCrlf() {
        String unix = new String(InitRunner.bytes(), UTF_8);
        String windows = unix.replace("\n", "\r\n");
        assertThat(ManifestHash.of(windows.getBytes(UTF_8))).isEqualTo(ManifestHash.of(unix.getBytes(UTF_8)));
    }

    @Test
    void of_differs_forLoneCarriageReturn() {
        assertThat(ManifestHash.of("a\rb\r".getBytes(US_ASCII))).isNotEqualTo(ManifestHash.of("ab".getBytes(US_ASCII)));
    }

    @Test
    void read_takesTheHashOfTheFile() {
        Reading.Accepted reading = (Reading.Accepted) ManifestReader.read(InitRunner.FILE);
        assertThat(reading.manifest().hash()).isEqualTo(ManifestHash.of(InitRunner.bytes()));
    }
}
