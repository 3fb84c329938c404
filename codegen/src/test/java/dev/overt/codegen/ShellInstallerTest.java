package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of an installer, in the shells that people have; what it sends is tested with a collector elsewhere. */
final class ShellInstallerTest {
    private static final int MAX_LINES = 200;
    private static final Pattern DEFINED = Pattern.compile("(?m)^([^\\s#(]+)\\(\\)");
    private static final Pattern ID = Pattern.compile("id=([0-9a-fA-F]{32})\n");

    @TempDir
    Path folder;

    private Path home = Path.of("");
    private Path policy = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        policy = folder.resolve("disabled");
    }

    static List<Shell> shells() {
        return Shell.all();
    }

    static Stream<SamplePage> pages() throws IOException {
        return Stream.concat(SamplePage.all().stream(), Stream.of(facts()))
                .filter(page -> GeneratedFile.INSTALL_SH.isFor(page.manifest()));
    }

    private static SamplePage facts() throws IOException {
        return SamplePage.of("facts", Files.readString(Path.of("../protocol/golden/facts.yaml")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void script_isCleanToShellcheck(SamplePage page) throws Exception {
        Shell.requirePresent("shellcheck");
        Path script = Files.writeString(folder.resolve("install.sh"), ShellInstaller.render(page.manifest()));
        assertThat(Shell.run(folder, List.of("shellcheck", "--shell=sh", script.toString()), Map.of()))
                .isEqualTo(new Shell.Run(0, ""));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void script_leavesTheShellAsItWas_butForNamesOfItsOwn(Shell shell) throws Exception {
        String fragment = ShellInstaller.render(facts().manifest());
        assertThat(matches(DEFINED, fragment)).isNotEmpty().allMatch(name -> name.matches("_?telemetry_.*"));
        String names = "set | sed -n 's/^\\([A-Za-z_][A-Za-z_0-9]*\\)=.*/\\1/p' | sort";
        String state = "trap; umask; pwd; echo \"$-\"; printf '%s' \"$IFS\" | od -c";
        String run = "telemetry_start\ntelemetry_set release 1\ntelemetry_complete\n";
        String look = "{\n" + names + "\n" + state + "\n} >state 2>&1\n";
        shell.run(folder, run.replaceAll("(?m)^.+$", ":") + look, debugging());
        List<String> without = Files.readAllLines(folder.resolve("state"));
        shell.run(folder, fragment + run + look, debugging());
        List<String> with = Files.readAllLines(folder.resolve("state"));
        assertThat(with).contains("_telemetry_run").hasSizeGreaterThan(without.size());
        assertThat(with.stream().filter(line -> !line.startsWith("_telemetry_")))
                .containsExactlyElementsOf(without);
    }

    private static Map<String, String> debugging() {
        return Map.of("FACTS_DEBUG", "1");
    }

    @Test
    void script_fitsItsBound() {
        Manifest runmat = SamplePage.examples().stream()
                .filter(page -> page.name().equals("runmat"))
                .findFirst()
                .orElseThrow()
                .manifest();
        assertThat(ShellInstaller.render(runmat).lines())
                .hasSizeLessThanOrEqualTo(MAX_LINES)
                .allMatch(line -> line.length() <= 120);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void script_isRead_byEachShell(Shell shell) throws Exception {
        Shell.Run run = shell.run(folder, "set -n\n" + ShellInstaller.render(facts().manifest()), Map.of());
        assertThat(run.status()).isZero();
        // ksh93 has advice, which only it could follow.
        assertThat(run.output().lines().filter(line -> !line.contains("is slower than")))
                .isEmpty();
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
                .isThrownBy(() -> ShellInstaller.render(manifest))
                .withMessageContaining("a script cannot make of a value what the type of `offline` promises");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void decision_followsTheEnvironment_inTheOrderOfTheManifest(Shell shell) throws Exception {
        Map<Map<String, String>, Boolean> decisions = Map.ofEntries(
                Map.entry(Map.of(), true),
                Map.entry(Map.of("DO_NOT_TRACK", ""), true),
                Map.entry(Map.of("DO_NOT_TRACK", " 0 "), true),
                Map.entry(Map.of("DO_NOT_TRACK", "False"), true),
                Map.entry(Map.of("DO_NOT_TRACK", "1"), false),
                Map.entry(Map.of("DO_NOT_TRACK", "no"), false),
                Map.entry(Map.of("DO_NOT_TRACK", "1", "FACTS_TELEMETRY", "on"), false),
                Map.entry(Map.of("FACTS_TELEMETRY", " OFF\t"), false),
                Map.entry(Map.of("FACTS_TELEMETRY", "*"), false),
                Map.entry(Map.of("FACTS_TELEMETRY", "Yes"), true),
                Map.entry(Map.of("FACTS_TELEMETRY", "perhaps"), false),
                Map.entry(Map.of("CI", "true"), true));
        for (Map.Entry<Map<String, String>, Boolean> each : decisions.entrySet()) {
            assertThat(allows(shell, each.getKey())).as("%s", each.getKey()).isEqualTo(each.getValue());
        }
    }

    @Test
    void decision_isOff_inCiWhereTheManifestSaysSo() throws Exception {
        String yaml = Files.readString(Path.of("../protocol/golden/facts.yaml")).replace("in-ci: on", "in-ci: off");
        String script = ShellInstaller.render(SamplePage.of("facts", yaml).manifest());
        for (Map.Entry<String, Boolean> each :
                Map.of("", true, "0", true, "true", false, "1", false).entrySet()) {
            assertThat(allows(shells().get(0), script, Map.of("CI", each.getKey())))
                    .isEqualTo(each.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "facts|false",
                "FACTS|false",
                "' facts '|false",
                "other|true",
                "''|false",
                "'# facts'|false",
                "'other # facts'|true",
                "*|false",
                "'other\nfacts'|false",
                "'two words'|false",
                "öther|false"
            })
    void decision_followsTheMachinesPolicy(String content, boolean allowed) throws Exception {
        for (Shell shell : shells()) {
            Files.writeString(policy, content);
            assertThat(allows(shell, Map.of("FACTS_TELEMETRY", "on")))
                    .as("%s", shell)
                    .isEqualTo(allowed);
        }
    }

    @Test
    void decision_isOff_whereThePolicyIsNoFile() throws Exception {
        Files.createSymbolicLink(policy, folder.resolve("nowhere"));
        assertThat(allows(shells().get(0), Map.of())).isFalse();
        Files.delete(policy);
        Files.createDirectory(policy);
        assertThat(allows(shells().get(0), Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "preference|on|true",
                "preference|' ON\n'|true",
                "preference|off|false",
                "preference|''|false",
                "preference|perhaps|false",
                "config.json|{}|true",
                "config.json|{\"telemetry\":{\"enabled\":true}}|true",
                "config.json|'{ \"telemetry\" : {\n \"enabled\" :\n false } }'|false",
                "config.json|{\"telemetry\":{\"enabled\":\"False\"}}|false",
                "config.json|{\"telemetry\":{\"enabled\":null}}|false",
                "config.json|{\"a\":\"\\u0065nabled\"}|false",
                "config.json|not json|false",
                "config.json|''|false",
                "config.json|{\"a\":{\"enabled\":true},\"telemetry\":{\"enabled\":false}}|false",
                "telemetry.json|{\"consent\":\"unset\"}|true",
                "telemetry.json|{\"consent\":\"granted\",\"covers\":1}|true",
                "telemetry.json|{\"consent\":\"granted\",\"covers\":0}|false",
                "telemetry.json|{\"consent\":\"denied\",\"covers\":1}|false",
                "telemetry.json|{\"enabled\":false}|false",
                "telemetry.json|{\"consent\":|false",
                "telemetry.denied|''|false",
            })
    void decision_followsTheFilesOfTheProduct(String name, String content, boolean allowed) throws Exception {
        Path file = home.resolve(".facts").resolve(name);
        Files.createDirectory(file.getParent());
        Files.writeString(file, content);
        for (Shell shell : shells()) {
            assertThat(allows(shell, Map.of())).as("%s", shell).isEqualTo(allowed);
        }
    }

    /** Whether a run in {@code environment} may report. */
    private boolean allows(Shell shell, Map<String, String> environment) throws Exception {
        return allows(shell, ShellInstaller.render(facts().manifest()), environment);
    }

    private boolean allows(Shell shell, String script, Map<String, String> environment) throws Exception {
        Map<String, String> with = new HashMap<>(environment);
        with.put("HOME", home.toString());
        Shell.Run run = shell.run(
                folder,
                "set -eu\n" + script.replace("/etc/overt/disabled", policy.toString())
                        + "if _telemetry_allowed; then echo yes; else echo no; fi\n",
                with);
        assertThat(run.status()).isZero();
        assertThat(run.output()).isIn("yes\n", "no\n");
        return run.output().equals("yes\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void installId_isMadeOnce_forItsOwnerAlone(Shell shell) throws Exception {
        String first = installId(shell);
        Path file = home.resolve(".facts/id");
        assertThat(first).isNotEmpty();
        assertThat(file).content().matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling("."))))
                .isEqualTo("rwx------");
        assertThat(installId(shell)).isEqualTo(first);
        Files.delete(file);
        assertThat(installId(shell)).isNotEmpty().isNotEqualTo(first);
        assertThat(children(file.resolveSibling("."))).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e", "9b7f0ee2-0a5a-4bda-8f1a-3a9d53f1b3e7 9", "\"\n}"
            })
    void installId_isReplaced_whereTheFileHoldsNone(String content) throws Exception {
        Path file = file(content);
        assertThat(installId(shells().get(0)))
                .isNotEmpty()
                .isEqualTo(Files.readString(file).strip().replace("-", ""));
        assertThat(children(file.resolveSibling("."))).containsExactly("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9B7F0EE2-0A5A-4BDA-8F1A-3A9D53F1B3E7", "9B7F0EE20A5A4BDA8F1A3A9D53F1B3E7\r\n\n"})
    void installId_isRead_asEarlierInstallersWroteIt(String content) throws Exception {
        file(content);
        assertThat(installId(shells().get(0))).isEqualTo("9B7F0EE20A5A4BDA8F1A3A9D53F1B3E7");
    }

    @Test
    void installId_isNone_whereALinkOrADirectoryIsInTheWay() throws Exception {
        Path file = file("");
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "9b7f0ee20a5a4bda8f1a3a9d53f1b3e7");
        for (Path target : List.of(elsewhere, folder.resolve("nowhere"))) {
            Files.delete(file);
            Files.createSymbolicLink(file, target);
            assertThat(installId(shells().get(0))).isEmpty();
        }
        assertThat(elsewhere).content().isEqualTo("9b7f0ee20a5a4bda8f1a3a9d53f1b3e7");
        assertThat(folder.resolve("nowhere")).doesNotExist();
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(installId(shells().get(0))).isEmpty();
        assertThat(file).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void installId_isOfTheRunAlone_whereItCannotBeKept(Shell shell) throws Exception {
        home = Path.of("/proc/sys");
        String first = installId(shell);
        assertThat(first).isNotEmpty().isNotEqualTo(installId(shell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative"})
    void installId_isNone_withoutAHome(String noHome) throws Exception {
        home = Path.of(noHome);
        assertThat(installId(shells().get(0))).isEmpty();
        assertThat(folder.resolve("relative")).doesNotExist();
    }

    @Test
    void installId_isOne_whereManyRunsBeginAtOnce() throws Exception {
        List<String> words = new ArrayList<>(List.of("sh", "-c"));
        Path script = Files.writeString(folder.resolve("one.sh"), idScript());
        words.add("for i in 1 2 3 4 5 6 7 8 9; do sh " + script + " & done; wait");
        String output =
                Shell.run(folder, words, Map.of("HOME", home.toString())).output();
        assertThat(matches(ID, output)).hasSize(9);
        assertThat(matches(ID, output).stream().distinct()).hasSize(1);
    }

    private Path file(String content) throws IOException {
        Path file = home.resolve(".facts/id");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** The id under which a run reports; empty where under none. */
    private String installId(Shell shell) throws Exception {
        Shell.Run run = shell.run(folder, idScript(), Map.of("HOME", home.toString()));
        assertThat(run.status()).isZero();
        assertThat(run.output()).matches("id=[0-9a-fA-F]*\n");
        return run.output().substring("id=".length()).strip();
    }

    private static String idScript() throws IOException {
        return ShellInstaller.render(facts().manifest()) + "(_telemetry_run=$(_telemetry_random); _telemetry_plain\n"
                + "_telemetry_word=${_telemetry_run#* }\n"
                + "_telemetry_install_id \"${_telemetry_word%% *}\" \"${_telemetry_run%% *}\" 2>/dev/null\n"
                + "printf 'id=%s\\n' \"$_telemetry_id\")\n";
    }

    private static List<String> children(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.results().map(each -> each.group(1)).toList();
    }
}
