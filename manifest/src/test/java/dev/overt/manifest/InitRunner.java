package dev.overt.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifest of the example. */
final class InitRunner {
    static final Path FILE = Path.of("../examples/initrunner/telemetry.yaml");

    private InitRunner() {}

    static byte[] bytes() {
        try {
            return Files.readAllBytes(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
