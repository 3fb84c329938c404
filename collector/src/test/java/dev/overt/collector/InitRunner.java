package dev.overt.collector;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example's manifest, and variants of it. */
public final class InitRunner {
    private static final Path FILE = Path.of("../examples/initrunner/telemetry.yaml");

    private InitRunner() {}

    public static Manifest manifest() {
        return read(text());
    }

    public static Manifest manifestWith(String part, String replacement) {
        if (!text().contains(part)) {
            throw new AssertionError("the manifest does not contain " + part);
        }
        return read(text().replace(part, replacement));
    }

    private static Manifest read(String text) {
        Reading reading = ManifestReader.read("telemetry.yaml", text.getBytes(StandardCharsets.UTF_8));
        if (reading instanceof Reading.Accepted accepted) {
            return accepted.manifest();
        }
        throw new AssertionError(((Reading.Refused) reading).problems());
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
