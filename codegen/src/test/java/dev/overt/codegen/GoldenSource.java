package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A manifest, and the source expected of it. */
record GoldenSource(String name, Path manifestFile) {
    static final String PACKAGE = "org.example.telemetry";
    private static final Path FOLDER = Path.of("src/test/resources");

    /** All of them; the example's manifest is read where it is. */
    static List<GoldenSource> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.map(folder -> of(folder.getFileName().toString()))
                    .sorted((one, other) -> one.name.compareTo(other.name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenSource of(String name) {
        Path own = FOLDER.resolve(name).resolve("telemetry.yaml");
        return new GoldenSource(name, Files.exists(own) ? own : Path.of("../examples", name, "telemetry.yaml"));
    }

    Manifest manifest() {
        Reading reading = ManifestReader.read(manifestFile);
        if (reading instanceof Reading.Refused refused) {
            throw new AssertionError(refused.problems().toString());
        }
        return ((Reading.Accepted) reading).manifest();
    }

    String className() {
        return JavaRenderer.className(manifest());
    }

    String rendered() {
        return JavaRenderer.render(manifest(), PACKAGE);
    }

    String expected() throws IOException {
        Path file = FOLDER.resolve(name).resolve("Expected.java.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
