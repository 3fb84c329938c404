package dev.overt.collector;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The manifests of the examples. */
public final class Example {
    private Example() {}

    /** The manifest in a folder of the examples. */
    public static Manifest manifest(String folder) {
        return manifest(folder, text -> text);
    }

    /** A variant of the manifest in a folder of the examples. */
    public static Manifest manifest(String folder, UnaryOperator<String> edit) {
        try {
            String text = edit.apply(Files.readString(Path.of("../examples", folder, "telemetry.yaml")));
            Reading reading = ManifestReader.read("telemetry.yaml", text.getBytes(StandardCharsets.UTF_8));
            if (reading instanceof Reading.Accepted accepted) {
                return accepted.manifest();
            }
            throw new AssertionError(((Reading.Refused) reading).problems());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
