package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every promise of the five published pages has a test that keeps it, and the tables in the documents say which. */
final class PromisesTest {
    private static final Pattern CLASS = Pattern.compile("(?:class|interface) (\\w+)");
    private static final Pattern METHOD = Pattern.compile("(?:void|\\)) (\\w+_\\w+)\\(");

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "runmat", "onecli", "altimate", "ktx"})
    void promise_isKeptByATestThatExists(String system) throws IOException {
        Set<String> tests = tests();
        List<String> open = new ArrayList<>();
        for (PromiseTable.Promise promise : PromiseTable.of(system).promises()) {
            if (promise.tests().isEmpty() || !tests.containsAll(promise.tests())) {
                open.add(promise.published() + " " + promise.tests());
            }
        }
        assertThat(open).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "runmat", "onecli", "altimate", "ktx"})
    void table_isTheOneInTheDocuments(String system) throws IOException {
        PromiseTable table = PromiseTable.of(system);
        Path written = Checkout.ROOT.resolve("acceptance/target/promises/" + system + ".md");
        Files.createDirectories(written.getParent());
        Files.writeString(written, table.markdown());

        assertThat(table.file())
                .as("copy " + Checkout.ROOT.relativize(written))
                .exists()
                .hasContent(table.markdown());
    }

    /** All that the sources of tests define, as {@code CLASS#METHOD}. */
    private static Set<String> tests() throws IOException {
        Set<String> tests = new HashSet<>();
        try (Stream<Path> files = Files.walk(Checkout.ROOT)) {
            for (Path file : files.filter(each -> each.toString().contains("/src/test/java/"))
                    .filter(each -> each.toString().endsWith(".java"))
                    .toList()) {
                String source = Files.readString(file);
                Matcher named = CLASS.matcher(source);
                Matcher method = METHOD.matcher(source);
                if (named.find()) {
                    while (method.find()) {
                        tests.add(named.group(1) + "#" + method.group(1));
                    }
                }
            }
        }
        return tests;
    }
}
