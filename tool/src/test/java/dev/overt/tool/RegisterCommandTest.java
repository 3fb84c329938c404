package dev.overt.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class RegisterCommandTest {
    private static final Path MANIFEST = Path.of("../examples/initrunner/telemetry.yaml");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void register_printsTheKeyOfANewProduct_andWhatChangesOfAKnownOne() throws IOException {
        assertThat(register(MANIFEST)).isZero();
        assertThat(out.toString())
                .startsWith("initrunner: a new product.")
                .containsPattern("write key  wk_[0-9a-f]{32}\\R");
        out.getBuffer().setLength(0);

        assertThat(register(changed("raw: 90d", "raw: 30d"))).isZero();
        assertThat(out.toString())
                .startsWith("initrunner: its newest manifest is in force.")
                .contains("narrowing  Events are kept 30 days instead of 90 days.");
        out.getBuffer().setLength(0);

        assertThat(register(changed("raw: 90d", "raw: 30d"))).isZero();
        assertThat(out.toString()).startsWith("initrunner: this is its newest manifest already.");
    }

    @Test
    void register_is3_whereMoreIsCollectedThanPeopleAgreedTo() throws IOException {
        register(MANIFEST);

        assertThat(register(changed("raw: 90d", "raw: 180d"))).isEqualTo(3);
        assertThat(out.toString())
                .contains("initrunner: not registered, for more is collected than people have agreed to.")
                .contains("widening   Events are kept 180 days instead of 90 days.")
                .contains("Raise `consent.covers`");
    }

    @Test
    void register_refuses_whatIsNoManifest() throws IOException {
        assertThat(register(changed("overt: 1", "overt: 2"))).isEqualTo(1);
        assertThat(err.toString()).contains("overt: a manifest was refused");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private Path changed(String part, String replacement) throws IOException {
        Path file = folder.resolve("telemetry.yaml");
        Files.writeString(file, Files.readString(MANIFEST).replace(part, replacement));
        return file;
    }

    private int register(Path manifest) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute("register", "--data", folder.resolve("data").toString(), manifest.toString());
    }
}
