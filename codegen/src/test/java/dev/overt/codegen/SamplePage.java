package dev.overt.codegen;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A manifest of which a page is rendered. */
record SamplePage(String name, Manifest manifest) {
    private static final Path EXAMPLES = Path.of("../examples");

    /** Every example, and the samples of this test. */
    static List<SamplePage> all() {
        return Stream.concat(examples().stream(), Stream.of(everything(), everywhere()))
                .toList();
    }

    static List<SamplePage> examples() {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            return folders.filter(folder -> Files.exists(folder.resolve("telemetry.yaml")))
                    .sorted()
                    .map(folder -> read(folder.getFileName().toString(), folder.resolve("telemetry.yaml")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tool with each type and each key that a tool can have. */
    static SamplePage everything() {
        return read("everything", Path.of("src/test/pages/everything.yaml"));
    }

    /** An installer, a container and web pages. */
    static SamplePage everywhere() {
        return read("everywhere", Path.of("src/test/pages/everywhere.yaml"));
    }

    /** One that is read from text. */
    static SamplePage of(String name, String yaml) {
        return new SamplePage(name, accepted(ManifestReader.read(name, yaml.getBytes(StandardCharsets.UTF_8))));
    }

    /** The page that belongs to the example, as it is committed; empty where there is none. */
    String committed() throws IOException {
        Path file = EXAMPLES.resolve(name).resolve("TELEMETRY.md");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Override
    public String toString() {
        return name;
    }

    private static SamplePage read(String name, Path file) {
        return new SamplePage(name, accepted(ManifestReader.read(file)));
    }

    private static Manifest accepted(Reading reading) {
        if (reading instanceof Reading.Refused refused) {
            throw new AssertionError(refused.problems().toString());
        }
        return ((Reading.Accepted) reading).manifest();
    }
}
