package dev.overt.collector;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The manifests of the examples. */
public final class Example {
    private Example() {}

    /** The manifest in a folder of the examples. */
    public static Manifest manifest(String folder) {
        try {
            byte[] text = Files.readAllBytes(Path.of("../examples", folder, "telemetry.yaml"));
            Reading reading = ManifestReader.read("telemetry.yaml", text);
            if (reading instanceof Reading.Accepted accepted) {
                return accepted.manifest();
            }
            throw new AssertionError(((Reading.Refused) reading).problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
