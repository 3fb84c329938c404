package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    private static final Path MANIFEST = Path.of("../examples/initrunner/telemetry.yaml");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void help_namesEveryCommand_always() {
        assertThat(overt("--help")).isZero();
        assertThat(out.toString())
                .contains("lint", "schema", "generate", "docs", "serve", "register", "sql", "demo", "Exit codes");
    }

    @Test
    void main_asksForACommand_withoutOne() {
        assertThat(overt()).isEqualTo(2);
        assertThat(err.toString()).startsWith("Which command? For a first look: overt demo");
    }

    @Test
    void lint_accepts_initrunner() {
        assertThat(overt("lint", MANIFEST.toString())).isZero();
        assertThat(out.toString()).matches(".*: accepted, 3 events, sha256:[0-9a-f]{64}\\R");
    }

    @Test
    void canonical_printsWhatTheHashIsOf() throws Exception {
        assertThat(overt("canonical", MANIFEST.toString())).isZero();
        byte[] form = out.toString().getBytes(StandardCharsets.UTF_8);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form));
        assertThat(overt("lint", MANIFEST.toString())).isZero();
        assertThat(out.toString()).contains("sha256:" + hash);
    }

    @Test
    void lint_refuses_aFileThatIsNotThere() {
        assertThat(overt("lint", folder.resolve("absent.yaml").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("absent.yaml").contains("error:");
    }

    @Test
    void serve_refuses_aBrokenManifestWithoutTouchingTheData() throws IOException {
        Path broken = folder.resolve("telemetry.yaml");
        Files.writeString(broken, "overt: 1\n");
        Path data = folder.resolve("data");

        assertThat(overt("serve", "--data", data.toString(), broken.toString())).isEqualTo(1);
        assertThat(err.toString()).contains(broken + ":").contains("overt: a manifest was refused");
        assertThat(data).doesNotExist();
    }

    @Test
    void sql_saysHowToNameTheFolder_whenThereIsNoData() {
        assertThat(overt("sql", "--data", folder.toString(), "select 1")).isEqualTo(1);
        assertThat(err.toString()).contains("there is no collector's data in").contains("--data");
    }

    @Test
    void demo_refuses_withoutItsLauncher() {
        assertThat(overt("demo", "--exit")).isEqualTo(1);
        assertThat(err.toString()).contains("start Overt by its launcher");
    }

    private int overt(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
