package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever depends on the client carries its jar. */
final class JarSizeTest {
    /** The goal is 100 KiB. What a run loads of it is bounded by {@code ColdStartTest}. */
    private static final int MAX_BYTES = 148 * 1024;

    @Test
    void jar_isSmall() throws IOException {
        Path classes = Path.of("target/classes");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes);
                Stream<Path> files = Files.walk(classes)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(30);
            for (Path each : all) {
                jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, jar);
                jar.closeEntry();
            }
        }
        // The real one has a manifest and four directories more.
        assertThat(bytes.size() + 700).isLessThanOrEqualTo(MAX_BYTES);
    }
}
