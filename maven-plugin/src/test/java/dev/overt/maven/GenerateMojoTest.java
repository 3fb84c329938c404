package dev.overt.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateMojoTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private final GenerateMojo mojo = new GenerateMojo();
    private final FakeLog log = new FakeLog();
    private Path source = Path.of("");

    @TempDir
    Path folder;

    @BeforeEach
    void setUp() throws IOException {
        mojo.setLog(log);
        mojo.project = new MavenProject();
        mojo.packageName = "org.example.telemetry";
        mojo.outputDirectory = folder.resolve("generated").toFile();
        mojo.manifest = folder.resolve("telemetry.yaml").toFile();
        Files.copy(Path.of("../examples/initrunner/telemetry.yaml"), mojo.manifest.toPath());
        source = folder.resolve("generated/org/example/telemetry/InitRunnerTelemetry.java");
    }

    @Test
    void execute_writesTheClass_asASourceOfTheBuild() throws Exception {
        mojo.execute();
        assertThat(source).content().startsWith("package org.example.telemetry;\n");
        assertThat(mojo.project.getCompileSourceRoots()).containsExactly(mojo.outputDirectory.getPath());
        assertThat(log.lines).isEmpty();
    }

    @Test
    void execute_writesThePage_whereAskedTo() throws Exception {
        Path page = folder.resolve("docs/TELEMETRY.md");
        mojo.execute();
        assertThat(page).doesNotExist();
        mojo.pages = folder.resolve("docs").toFile();
        mojo.execute();
        assertThat(page).content().contains("InitRunner");
    }

    @Test
    void execute_writesTheScripts_whereAskedTo() throws Exception {
        Path installer = Files.writeString(
                folder.resolve("install.sh"), "# >>> overt: install-sh >>>\n# <<< overt: install-sh <<<\nmain\n");
        mojo.manifest = Path.of("../examples/runmat/telemetry.yaml").toFile();
        mojo.packageName = null;
        mojo.scripts = folder.resolve("scripts").toFile();
        mojo.into = List.of(installer.toFile());
        mojo.execute();
        Path script = folder.resolve("scripts/install-telemetry.sh");
        assertThat(installer).content().isEqualTo(Files.readString(script) + "main\n");
        assertThat(mojo.project.getCompileSourceRoots()).isEmpty();
    }

    @Test
    void execute_fails_whereNothingIsAskedFor() {
        mojo.packageName = null;
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("Nothing is asked for: set `packageName` for the class");
    }

    @Test
    void execute_fails_whereAFileHasNoPlaceForAScript() throws IOException {
        mojo.into = List.of(
                Files.writeString(folder.resolve("install.sh"), "main\n").toFile());
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("install.sh has no place for a script.");
    }

    @Test
    void execute_doesNotTouchTheFile_whereNothingChanged() throws Exception {
        mojo.execute();
        Files.setLastModifiedTime(source, LONG_AGO);
        mojo.execute();
        assertThat(Files.getLastModifiedTime(source)).isEqualTo(LONG_AGO);
    }

    @Test
    void execute_rewritesTheFile_whereTheManifestChanged() throws Exception {
        mojo.execute();
        String before = Files.readString(source);
        edit("covers: 2", "covers: 3");
        mojo.execute();
        assertThat(source).content().isNotEqualTo(before).contains(".covers(3)");
    }

    @Test
    void execute_failsAndPrintsEveryProblem_whereTheManifestIsRefused() throws IOException {
        edit("overt: 1", "overt: 9");
        edit("covers: 2", "covers: 0");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage(mojo.manifest + " is refused; mend what is printed above.");
        assertThat(log.lines)
                .hasSize(2)
                .allMatch(line -> line.startsWith("error " + mojo.manifest + ":"))
                .anyMatch(line -> line.contains("version 1 of the manifest, not 9"))
                .anyMatch(line -> line.contains("`consent.covers` is 0"));
        assertThat(source).doesNotExist();
    }

    @Test
    void execute_warns_whereTheManifestCouldBeBetter() throws Exception {
        edit("\n  cli_first_run:", "\n  install:");
        mojo.execute();
        assertThat(log.lines).anyMatch(line -> line.startsWith("warn ") && line.endsWith("[event-name]"));
        assertThat(source).exists();
    }

    @Test
    void execute_fails_whereThereIsNoManifest() {
        mojo.manifest = folder.resolve("missing.yaml").toFile();
        assertThatExceptionOfType(MojoFailureException.class).isThrownBy(mojo::execute);
        assertThat(log.lines).singleElement().asString().contains("There is no such file.");
    }

    @Test
    void execute_fails_whereTheToolReportsNothing() {
        mojo.manifest = Path.of("../examples/onecli/telemetry.yaml").toFile();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("cannot generate from " + mojo.manifest
                        + ": no event comes from the tool itself, and a Java class records no other");
    }

    @Test
    void execute_fails_whereTheFileCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("generated"), "in the way");
        assertThatExceptionOfType(MojoExecutionException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("cannot write " + source);
    }

    private void edit(String from, String to) throws IOException {
        Path file = mojo.manifest.toPath();
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }
}
