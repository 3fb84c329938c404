package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.manifest.CanonicalForm;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each system's published page states, where that stands in its manifest, and what the generated page says instead.
 * The tables are in {@code src/test/statements}, a statement after the other in the order of the page:
 *
 * <pre>
 * The statement, as published, on one line.
 * &#64; the path in the manifest, or {@code always} for what holds of every product
 * = what the generated page says; there may be more than one such line
 * ! and ~ which test keeps it, and how it is bettered: see {@code PromiseTable}
 * </pre>
 */
final class StatementsTest {
    private static final Path TABLES = Path.of("src/test/statements");

    record Statement(String system, String published, String path, List<String> rendered) {
        @Override
        public String toString() {
            return system + ": " + published;
        }
    }

    static Stream<Statement> statements() throws IOException {
        List<Statement> all = new ArrayList<>();
        for (String system : List.of("initrunner", "runmat", "onecli", "altimate", "ktx")) {
            all.addAll(table(system));
        }
        return all.stream();
    }

    private static List<Statement> table(String system) throws IOException {
        List<Statement> table = new ArrayList<>();
        for (String block :
                Files.readString(TABLES.resolve(system + ".txt")).strip().split("\n\n+", -1)) {
            List<String> lines = block.lines().toList();
            assertThat(lines).as(block).hasSizeGreaterThanOrEqualTo(3);
            assertThat(lines.get(1)).as(block).startsWith("@ ");
            assertThat(lines.subList(2, lines.size())).as(block).allMatch(line -> line.matches("[=!~] .+"));
            List<String> rendered = lines.stream()
                    .filter(line -> line.startsWith("= "))
                    .map(line -> line.substring(2))
                    .toList();
            assertThat(rendered).as(block).isNotEmpty();
            table.add(new Statement(system, lines.get(0), lines.get(1).substring(2), rendered));
        }
        return table;
    }

    @ParameterizedTest
    @MethodSource("statements")
    void page_saysWhatThePublishedPageSays(Statement statement) {
        Manifest manifest = manifest(statement.system());
        if (!statement.path().equals("always")) {
            assertThat(find(CanonicalForm.tree(manifest), statement.path()))
                    .as(statement.path())
                    .isNotNull();
        }
        String page = onOneLine(PageRenderer.markdown(manifest));
        for (String rendered : statement.rendered()) {
            assertThat(page).contains(onOneLine(rendered));
        }
    }

    /** A table that lost its end would test nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"initrunner 91", "runmat 39", "onecli 43", "altimate 135", "ktx 39"})
    void table_isWhole(String systemAndStatements) throws IOException {
        String[] parts = systemAndStatements.split(" ", -1);
        assertThat(table(parts[0])).hasSize(Integer.parseInt(parts[1]));
    }

    private static Manifest manifest(String system) {
        return ((Reading.Accepted) ManifestReader.read(Path.of("../examples", system, "telemetry.yaml"))).manifest();
    }

    private static @Nullable Object find(Object tree, String path) {
        @Nullable Object at = tree;
        for (String key : path.split("\\.", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return at;
    }

    private static String onOneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
