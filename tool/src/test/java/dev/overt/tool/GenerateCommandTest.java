package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code overt generate} and {@code overt docs}. */
final class GenerateCommandTest {
    private static final String MANIFEST = "../examples/initrunner/telemetry.yaml";
    private static final String RUNMAT = "../examples/runmat/telemetry.yaml";
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void generate_writesWhatComesFromTheManifest_alone() throws IOException {
        assertThat(generate()).isZero();
        assertThat(written())
                .containsExactly(
                        "TELEMETRY.md",
                        "allowlist.json",
                        "events.schema.json",
                        "telemetry-banner.js",
                        "telemetry.html");
        assertThat(out.toString().lines())
                .hasSize(5)
                .contains(folder.resolve("TELEMETRY.md").toString());
    }

    @Test
    void generate_writesTheClass_whereItsPackageBelongs() throws IOException {
        assertThat(generate("--package", "com.example")).isZero();
        assertThat(written()).hasSize(6);
        assertThat(folder.resolve("com/example/InitRunnerTelemetry.java"))
                .content()
                .contains("package com.example;", "cli_first_run");
    }

    @Test
    void generate_writesTheClass_intoAnotherSourceRoot() throws IOException {
        String root = folder.resolve("src/main/java").toString();
        assertThat(generate("--package", "com.example", "--java", root, "--only", "java,docs"))
                .isZero();
        assertThat(written()).containsExactly("TELEMETRY.md", "src/main/java/com/example/InitRunnerTelemetry.java");
    }

    @Test
    void generate_keepsTheTime_ofWhatIsRightAlready() throws IOException {
        generate();
        Path page = folder.resolve("TELEMETRY.md");
        Path allowlist = folder.resolve("allowlist.json");
        Files.setLastModifiedTime(page, LONG_AGO);
        Files.writeString(allowlist, "{}");
        generate();
        assertThat(Files.getLastModifiedTime(page)).isEqualTo(LONG_AGO);
        assertThat(allowlist).content().startsWith("{\n  \"overt\": 1,");
        assertThat(out.toString()).contains(page + " (unchanged)");
    }

    @ParameterizedTest
    @CsvSource({
        "'--only,java', --only java needs --package NAME",
        "'--only,docs,--package,p', '--package is for the Java class, which is not written'",
        "'--java,src', '--java is for the Java class, which is not written'",
        "'--only,everything', Invalid value for option '--only'",
        "'--into,install.sh,--only,docs', '--into writes what its files have places for'"
    })
    void generate_refuses_optionsThatDoNotFit(String options, String message) throws IOException {
        assertThat(generate(options.split(","))).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(written()).isEmpty();
    }

    @Test
    void generate_writesNothing_whereTheClientCannotDoIt() throws IOException {
        String runmat = "../examples/runmat/telemetry.yaml";
        assertThat(overt("generate", runmat, "--output", folder.toString(), "--package", "p"))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("overt: " + runmat + ": no event comes from the tool itself");
        assertThat(written()).isEmpty();
    }

    @Test
    void generate_refuses_aScriptOfAPlaceWithoutEvents() throws IOException {
        Path installer = Files.writeString(folder.resolve("install.sh"), "#!/bin/sh\n# >>> overt: nothing >>>\n");
        assertThat(overt("generate", MANIFEST, "--into", installer.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "overt: " + installer + " has a place for `nothing`, which does not come from this manifest.");
        Files.writeString(installer, "#!/bin/sh\n");
        assertThat(overt("generate", MANIFEST, "--into", installer.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(installer + " has no place for a script.");
        assertThat(installer).content().isEqualTo("#!/bin/sh\n");
    }

    @Test
    void generate_writesTheScripts_ofThePlacesThatHaveEvents() throws IOException {
        assertThat(overt("generate", RUNMAT, "--output", folder.toString())).isZero();
        assertThat(written()).contains("install-telemetry.sh");
        assertThat(folder.resolve("install-telemetry.sh")).content().startsWith("# >>> overt: install-sh >>>\n");
        assertThat(generate("--only", "install-sh")).isEqualTo(1);
        assertThat(err.toString())
                .contains(MANIFEST + ": no event comes from the installer, and install-sh reports no other");
    }

    @Test
    void generate_replacesWhatStandsBetweenItsLines_andNothingElse() throws IOException {
        Path installer = folder.resolve("install.sh");
        Files.writeString(
                installer,
                "#!/bin/sh\nset -eu\n# >>> overt: install-sh >>>\nold\n# <<< overt: install-sh <<<\necho 'é'\n  # end");
        assertThat(installer.toFile().setExecutable(true)).isTrue();
        assertThat(overt("generate", RUNMAT, "--into", installer.toString(), "--check"))
                .isEqualTo(1);
        assertThat(installer).content().contains("\nold\n");
        assertThat(overt("generate", RUNMAT, "--into", installer.toString())).isZero();
        overt("generate", RUNMAT, "--output", folder.toString(), "--only", "install-sh");
        String script = Files.readString(folder.resolve("install-telemetry.sh"));
        assertThat(installer).isExecutable().content().isEqualTo("#!/bin/sh\nset -eu\n" + script + "echo 'é'\n  # end");
        assertThat(overt("generate", RUNMAT, "--into", installer.toString(), "--check"))
                .isZero();
        Files.writeString(installer, Files.readString(installer).replace("\n", "\r\n"));
        overt("generate", RUNMAT, "--into", installer.toString());
        assertThat(installer).content().doesNotContainPattern("[^\r]\n").contains("telemetry_start() {\r\n");
    }

    @Test
    void generate_leavesAFileAlone_whereAPartHasNoEnd() throws IOException {
        Path installer = folder.resolve("install.sh");
        Files.writeString(installer, "# >>> overt: install-sh >>>\necho all\n");
        assertThat(overt("generate", RUNMAT, "--into", installer.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("has no line `# <<< overt: install-sh <<<`, where the script ends.");
        assertThat(installer).content().isEqualTo("# >>> overt: install-sh >>>\necho all\n");
        Files.write(installer, new byte[] {(byte) 0xff});
        assertThat(overt("generate", RUNMAT, "--into", installer.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot read " + installer + ": it is not UTF-8");
    }

    @Test
    void check_passes_whereAllIsRight_andWritesNothing() throws IOException {
        generate();
        assertThat(generate("--check")).isZero();
        Files.delete(folder.resolve("allowlist.json"));
        Files.writeString(folder.resolve("TELEMETRY.md"), "We collect nothing.");
        assertThat(generate("--check")).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "overt: There is no " + folder.resolve("allowlist.json") + ".",
                        "overt: " + folder.resolve("TELEMETRY.md") + " is not what the manifest says, first in line 1:",
                        "Write it anew and commit it: the same command without --check.");
        assertThat(written()).doesNotContain("allowlist.json");
    }

    @Test
    void docs_printsTheFile_thatItWrites() throws IOException {
        Path page = folder.resolve("docs/TELEMETRY.md");
        assertThat(overt("docs", MANIFEST, "--output", page.toString())).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(overt("docs", MANIFEST)).isZero();
        assertThat(page).content().isEqualTo(out.toString());
    }

    @Test
    void docs_printsHtml_whereItIsAskedFor() {
        assertThat(overt("docs", MANIFEST, "--format", "html")).isZero();
        assertThat(out.toString()).startsWithIgnoringCase("<!doctype html>");
    }

    @Test
    void docsCheck_passes_whereThePageIsRight() throws IOException {
        Path page = page("");
        Files.writeString(page, Files.readString(page).replace("\n", "\r\n"));
        assertThat(overt("docs", MANIFEST, "--check", page.toString())).isZero();
        assertThat(out + "" + err).isEmpty();
    }

    @Test
    void docsCheck_namesTheFirstLineThatDiffers_andTheCommandThatMends() throws IOException {
        Path page = page("");
        List<String> lines = Files.readAllLines(page);
        String second = lines.set(2, "We collect \u001b[31mnothing.");
        Files.write(page, lines);
        assertThat(overt("docs", MANIFEST, "--check", page.toString())).isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "overt: " + page + " is not what the manifest says, first in line 3:",
                        "  it has:       We collect \ufffd[31mnothing.",
                        "  it must have: " + (second.length() > 160 ? second.substring(0, 160) + "…" : second),
                        "Write it anew and commit it: overt docs " + MANIFEST + " --output " + page);
    }

    @Test
    void docsCheck_fails_whereThePageGoesOn() throws IOException {
        Path page = page("One more promise.\n");
        assertThat(overt("docs", MANIFEST, "--check", page.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("One more promise.");
    }

    @Test
    void docsCheck_fails_whereThereIsNoPage() {
        Path page = folder.resolve("TELEMETRY.md");
        assertThat(overt("docs", MANIFEST, "--check", page.toString())).isEqualTo(1);
        assertThat(err.toString()).startsWith("overt: There is no " + page + ".");
    }

    @Test
    void docs_refuses_toCheckAndWrite() {
        assertThat(overt("docs", MANIFEST, "--check", "a", "--output", "b")).isEqualTo(2);
        assertThat(err.toString()).contains("--check writes nothing: leave out --output");
    }

    /** The right page, and {@code suffix}. */
    private Path page(String suffix) throws IOException {
        Path page = folder.resolve("TELEMETRY.md");
        overt("docs", MANIFEST, "--output", page.toString());
        Files.writeString(page, Files.readString(page) + suffix);
        return page;
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private int generate(String... options) {
        return overt(Stream.concat(Stream.of("generate", MANIFEST, "--output", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private int overt(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
