package dev.overt.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.overt.codegen.PageRenderer;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckMojoTest {
    private static final String MORE = "is_tty: {type: boolean, of: terminal}";
    private static final String LESS = "is_ci: {type: boolean, of: ci}";

    private final CheckMojo mojo = new CheckMojo();
    private final FakeLog log = new FakeLog();
    private Path manifest = Path.of("");
    private Path page = Path.of("");
    private Path released = Path.of("");

    @TempDir
    Path folder;

    @BeforeEach
    void setUp() throws IOException {
        manifest = folder.resolve("telemetry.yaml");
        page = folder.resolve("TELEMETRY.md");
        released = folder.resolve("telemetry.released.yaml");
        mojo.setLog(log);
        mojo.manifest = manifest.toFile();
        mojo.page = page.toFile();
        mojo.released = released.toFile();
        Files.writeString(manifest, """
                overt: 1
                product: {id: tool, name: Tool, contact: me@example.org}
                consent:
                  default: ask
                  covers: 3
                  in-ci: off
                  ask: {title: Help improve Tool?, text: Send which command ran., question: Send it?}
                  environment: {DO_NOT_TRACK: {off: truthy}}
                  state: ~/.tool/telemetry.json
                identity: install-id
                events:
                  cli_command:
                    why: To see which commands are used.
                    when: A command has finished.
                    trigger: command
                    properties:
                      is_ci: {type: boolean, of: ci}
                never: [file paths]
                delivery: {mode: spool, collector: "https://telemetry.example.org"}
                retention: {raw: 90d, rollups: forever}
                """);
        writePage();
    }

    @Test
    void execute_passes_whereAllIsRight() throws Exception {
        Files.copy(manifest, released);
        mojo.execute();
        assertThat(log.lines).noneMatch(line -> line.startsWith("error"));
    }

    @Test
    void execute_saysSo_whereThereIsNothingToCompare() throws Exception {
        mojo.execute();
        assertThat(log.lines).contains("info Nothing was released yet that " + manifest + " could be compared with.");
    }

    @Test
    void execute_fails_whereThePageIsAnother() throws Exception {
        edit(page, "Tool", "Fool");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(page + " is not what the manifest says, first in line 1:\n")
                .withMessageContaining("  it has:       # Telemetry of Fool")
                .withMessageContaining("  it must have: # Telemetry of Tool")
                .withMessageEndingWith("\nWrite it anew and commit it: overt docs " + manifest + " --output " + page);
    }

    @Test
    void execute_fails_whereAScriptIsAnother() throws Exception {
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        mojo.scripts = scripts.toFile();
        mojo.manifest = Path.of("../examples/runmat/telemetry.yaml").toFile();
        mojo.page = Path.of("../examples/runmat/TELEMETRY.md").toFile();
        Path script = scripts.resolve("install-telemetry.sh");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(
                        "There is no " + script + ".\nWrite it anew and commit it: run the goal `generate`")
                .withMessageContaining("There is no " + scripts.resolve("install-telemetry.ps1") + ".");
        Files.writeString(script, "#!/bin/sh\n");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(script + " is not what the manifest says, first in line 1:");
    }

    @Test
    void execute_fails_whereThereIsNoPage() throws Exception {
        Files.delete(page);
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("There is no " + page + ".\nWrite it anew");
    }

    @Test
    void execute_fails_whereLintHasAnError() throws Exception {
        edit(manifest, "command:\n", "command:\n    expires: 2020-01-01\n");
        writePage();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage(manifest + " has what no release may have; mend what is printed above.");
        assertThat(log.lines).anyMatch(line -> line.startsWith("error " + manifest + ":"));
    }

    @Test
    void execute_fails_whereMoreIsCollected() throws Exception {
        Files.copy(manifest, released);
        collectMore();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith(manifest + " collects more than people agreed to:\n  events.cli_command.")
                .withMessageContaining("is_tty")
                .withMessageEndingWith("\nRaise `consent.covers` to 4, so that they are asked anew, or take it back.");
    }

    @Test
    void execute_passes_whereMoreIsCovered() throws Exception {
        Files.copy(manifest, released);
        collectMore();
        edit(manifest, "covers: 3", "covers: 4");
        writePage();
        assertThatCode(mojo::execute).doesNotThrowAnyException();
    }

    @Test
    void execute_namesEveryFailure_atOnce() throws Exception {
        Files.copy(manifest, released);
        collectMore();
        edit(page, "Tool", "Fool");
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("is not what the manifest says")
                .withMessageContaining("collects more than people agreed to");
    }

    @Test
    void execute_fails_whereTheNamedBaselineIsNotThere() {
        mojo.baseline = folder.resolve("absent.yaml").toFile();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageStartingWith("The baseline " + mojo.baseline + " is no manifest:\n")
                .withMessageContaining("There is no such file.");
    }

    @Test
    void execute_fails_whereTwoBaselinesAreNamed() {
        mojo.baseline = manifest.toFile();
        mojo.baselineRevision = "v1";
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessage("Both `baseline` and `baselineRevision` are set. Remove one.");
    }

    @Test
    void execute_comparesWithARevision() throws Exception {
        commit("v1");
        mojo.baselineRevision = "v1";
        assertThatCode(mojo::execute).doesNotThrowAnyException();
        collectMore();
        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(mojo::execute)
                .withMessageContaining("is_tty");
    }

    @Test
    void execute_passes_whereTheRevisionHasNoManifest() throws Exception {
        git("init", "-q");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "Begin");
        mojo.baselineRevision = "HEAD";
        mojo.execute();
        assertThat(log.lines).anyMatch(line -> line.startsWith("info Nothing was released yet"));
    }

    @Test
    void execute_fails_whereThereIsNoSuchRevision() throws Exception {
        commit("v1");
        for (String revision : new String[] {"v9", "--output=evil"}) {
            mojo.baselineRevision = revision;
            assertThatExceptionOfType(MojoExecutionException.class)
                    .isThrownBy(mojo::execute)
                    .withMessageStartingWith("cannot read telemetry.yaml of the revision `" + revision + "`: ")
                    .withMessageEndingWith("Name one that is here, and fetch it where the clone is shallow.");
        }
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    private void collectMore() throws IOException {
        edit(manifest, LESS, LESS + "\n      " + MORE);
        writePage();
    }

    private void writePage() throws IOException {
        Reading reading = ManifestReader.read(manifest);
        Files.writeString(page, PageRenderer.markdown(((Reading.Accepted) reading).manifest()));
    }

    private void commit(String tag) throws Exception {
        git("init", "-q");
        git("add", "telemetry.yaml");
        git("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "Release");
        git("tag", tag);
    }

    private void git(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process git = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("git.txt").toFile())
                .start();
        assertThat(git.waitFor())
                .as(Files.readString(folder.resolve("git.txt")))
                .isZero();
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
    }
}
