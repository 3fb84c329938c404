package dev.overt.tool.sample;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifest of the tool that the sample is about. */
public final class SampleManifest {
    private static final String NAME = "telemetry.yaml";

    private SampleManifest() {}

    /** What it says. */
    static Manifest read() throws IOException {
        try (InputStream text = open()) {
            Reading reading = ManifestReader.read(NAME, text);
            if (reading instanceof Reading.Accepted accepted) {
                return accepted.manifest();
            }
            throw new IOException("the manifest of the sample is refused: " + reading);
        }
    }

    /** Writes it to a file in {@code folder}, and says which. */
    public static Path write(Path folder) throws IOException {
        Path file = folder.resolve("lantern.yaml");
        try (InputStream text = open()) {
            Files.copy(text, file);
        }
        return file;
    }

    private static InputStream open() throws IOException {
        InputStream text = SampleManifest.class.getResourceAsStream(NAME);
        if (text == null) {
            throw new IOException("the manifest of the sample is not in the jar");
        }
        return text;
    }
}
