package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The script of an installer for PowerShell, as text: none is run, for there is no PowerShell where these tests are. Its syntax
 * tree is checked in {@code acceptance}, and here what is data in it is compared with the script for sh, which is run.
 */
final class PowerShellInstallerTest {
    private static final int MAX_LINES = 200;
    private static final Pattern ROW = Pattern.compile("@\\{ Name = '(\\w+)'; Until = (\\d+); Type = '(\\w+)'(.*) }");
    private static final Pattern QUOTED = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern ADDED =
            Pattern.compile("_telemetry_add (\\w+) ('(?:[^']|'\\\\'')*'|\"?[\\w.<>+-]+\"?)");

    static Stream<SamplePage> pages() throws IOException {
        return Stream.concat(SamplePage.all().stream(), Stream.of(facts()))
                .filter(page -> GeneratedFile.INSTALL_PS1.isFor(page.manifest()));
    }

    private static SamplePage facts() throws IOException {
        return SamplePage.of("facts", Files.readString(Path.of("../protocol/golden/facts.yaml")));
    }

    @Test
    void script_isTheGoldenOne() throws IOException {
        String rendered = PowerShellInstaller.render(facts().manifest());

        assertThat(rendered).isEqualTo(Files.readString(Path.of("src/test/scripts/install-telemetry.ps1")));
    }

    @Test
    void example_carriesTheScript() throws IOException {
        Path installer = Path.of("../examples/runmat/install.ps1");

        assertThat(MarkedFile.of(installer, runmat()).text()).isEqualTo(Files.readString(installer));
    }

    @Test
    void script_fitsItsBound() {
        assertThat(PowerShellInstaller.render(runmat()).lines()).hasSizeLessThanOrEqualTo(MAX_LINES);
    }

    private static Manifest runmat() {
        return SamplePage.examples().stream()
                .filter(page -> page.name().equals("runmat"))
                .findFirst()
                .orElseThrow()
                .manifest();
    }

    /** A word of the table stands in both scripts as the same JSON, in the same order. */
    @ParameterizedTest
    @MethodSource("pages")
    void words_areThoseThatTheShellSends(SamplePage page) {
        Map<String, List<String>> shell = added(ShellInstaller.render(page.manifest()));
        Map<String, List<String>> rows = words(PowerShellInstaller.render(page.manifest()));

        rows.forEach((name, words) -> assertThat(words).as(name).isEqualTo(shell.get(name)));
    }

    @Test
    void words_areFound() throws IOException {
        assertThat(words(PowerShellInstaller.render(facts().manifest())))
                .containsOnlyKeys("platform", "step", "kept", "size");
    }

    /** What the script for sh adds of closed sets, buckets and platforms, as JSON. */
    private static Map<String, List<String>> added(String script) {
        Map<String, List<String>> added = new TreeMap<>();
        Matcher each = ADDED.matcher(script);
        while (each.find()) {
            String json = each.group(2).startsWith("'")
                    ? each.group(2).substring(1, each.group(2).length() - 1).replace("'\\''", "'")
                    : each.group(2);
            added.computeIfAbsent(each.group(1), name -> new ArrayList<>()).add(json);
        }
        return added;
    }

    /** What the rows of the script for PowerShell can add, as its only escaping makes it JSON. */
    private static Map<String, List<String>> words(String script) {
        Map<String, List<String>> words = new TreeMap<>();
        for (String line : script.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.find() && row.group(4).matches(".*(Words|Labels) = @\\(.+\\).*")) {
                List<String> json = words.computeIfAbsent(row.group(1), name -> new ArrayList<>());
                Stream.of("Words", "Labels", "Otherwise")
                        .flatMap(key -> quoted(row.group(4), key))
                        .map(word -> '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .forEach(json::add);
            }
        }
        return words;
    }

    private static Stream<String> quoted(String row, String key) {
        Matcher value = Pattern.compile("; " + key + " = (@\\((.*?)\\)(?=;| }|$)|'(?:[^']|'')*')")
                .matcher(row);
        return value.find()
                ? QUOTED.matcher(value.group(1))
                        .results()
                        .map(word -> word.group(1).replace("''", "'"))
                : Stream.of();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void switches_areAskedInTheOrderOfTheShell(SamplePage page) {
        Pattern asked =
                Pattern.compile("(?:\\$\\{([A-Z][A-Z_]+)-}|(?:Test-OvertTruthy|Get-OvertVariable) '([A-Z_]+)')");

        assertThat(names(asked, PowerShellInstaller.render(page.manifest()), "function Test-OvertAllowed"))
                .isNotEmpty()
                .isEqualTo(names(asked, ShellInstaller.render(page.manifest()), "\n_telemetry_allowed()"));
    }

    /** In the function that begins so, each once. */
    private static List<String> names(Pattern pattern, String script, String begin) {
        String function = script.substring(script.indexOf(begin));
        String body = function.substring(0, function.indexOf("\n" + (begin.startsWith("\n") ? "}" : "  }")));
        return pattern.matcher(body)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .filter(name -> !name.equals("HOME"))
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain | 'plain'",
                "$x `` | '$x ``'",
                "don't | 'don''t'",
                "‘typographic’ | ('' + [char] 0x2018 + 'typographic' + [char] 0x2019 + '')",
                "é€ | ('' + [char] 0x00e9 + [char] 0x20ac + '')",
                "😀 | ('' + [char] 0xd83d + [char] 0xde00 + '')",
            })
    void quote_leavesNothingToBeRead_butTheWord(String word, String quoted) {
        assertThat(PowerShellText.quote(word)).isEqualTo(quoted);
    }

    @Test
    void script_isAscii_whateverTheManifestSays() throws IOException {
        String yaml = Files.readString(Path.of("../protocol/golden/facts.yaml"))
                .replace("values: [old, new]", "values: ['é‘; exit; ‘', \"$(exit)`n\"]");

        String script = PowerShellInstaller.render(SamplePage.of("facts", yaml).manifest());

        assertThat(script).matches("[\\x20-\\x7e\n]*").contains("'$(exit)`n'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: text, max: 80, justification: we need to know}",
                "{type: number, min: 0, max: 1, decimals: 2}",
                "{type: list, values: [a, b], max: 2}",
                "{type: name, max: 40}",
            })
    void render_refuses_whatAScriptCannotKeep(String type) throws IOException {
        String yaml = Files.readString(Path.of("../protocol/golden/facts.yaml"))
                .replace("offline: {type: boolean}", "offline: " + type);
        Manifest manifest = SamplePage.of("facts", yaml).manifest();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PowerShellInstaller.render(manifest))
                .withMessageContaining("a script cannot make of a value what the type of `offline` promises");
    }
}
