package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say, held against the checkout. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]+(?:Test|Contract))#([a-zA-Z]+_[a-zA-Z_]+)`");
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z][A-Za-z]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?m)^    \\./overt ([a-z]+)");

    @TempDir
    private Path folder;

    @Test
    void links_leadToFiles_inEveryDocument() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            Matcher link = LINK.matcher(Files.readString(document));
            while (link.find()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(document + ": " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void invariants_nameTestsThatExist_always() throws IOException {
        String sources = testSources();
        Matcher test = TEST.matcher(Files.readString(Checkout.ROOT.resolve("ARCHITECTURE.md")));
        int named = 0;
        while (test.find()) {
            named++;
            assertThat(sources).contains(" class " + test.group(1) + " ", "void " + test.group(2) + "(");
        }
        assertThat(named).isGreaterThanOrEqualTo(11);
    }

    @Test
    void codeMap_namesClassesThatExist_always() throws IOException {
        String map = Files.readString(Checkout.ROOT.resolve("ARCHITECTURE.md"));
        Matcher type = TYPE.matcher(map);
        List<String> names = sources("src").stream()
                .map(file -> file.getFileName().toString().replace(".java", ""))
                .toList();
        while (type.find()) {
            assertThat(type.group(1)).isIn(names);
        }
    }

    @Test
    void readme_namesCommandsThatExist_always() throws IOException {
        String help = Run.of(Checkout.overt("--help"), folder, Map.of()).out();
        String launcher = Files.readString(Checkout.LAUNCHER);
        Matcher command = COMMAND.matcher(Files.readString(Checkout.ROOT.resolve("README.md")));
        int named = 0;
        while (command.find()) {
            named++;
            assertThat(help + launcher)
                    .containsPattern("(?m)^(  " + command.group(1) + " |" + command.group(1) + "\\))");
        }
        assertThat(named).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"initrunner", "runmat", "onecli", "altimate", "ktx"})
    void example_namesTheOneCommandThatRunsIt_whichAShellCanRead(String name) throws IOException {
        Path example = Checkout.ROOT.resolve("examples/" + name);

        assertThat(example.resolve("run")).isExecutable();
        assertThat(Files.readString(example.resolve("README.md"))).contains("\nexamples/" + name + "/run\n");
        assertThat(Run.of(List.of("shellcheck", example.resolve("run").toString()), Checkout.ROOT, Map.of()))
                .isEqualTo(new Run(0, "", ""));
    }

    @Test
    void readme_fitsOneScreen_always() throws IOException {
        assertThat(Files.readAllLines(Checkout.ROOT.resolve("README.md"))).hasSizeLessThan(70);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(Checkout.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("node_modules"))
                    .toList();
        }
    }

    private static String testSources() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : sources("src/test/java")) {
            text.append(Files.readString(file));
        }
        return text.toString();
    }

    private static List<Path> sources(String below) throws IOException {
        try (Stream<Path> files = Files.walk(Checkout.ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/" + below + "/"))
                    .toList();
        }
    }
}
