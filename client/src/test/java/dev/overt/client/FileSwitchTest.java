package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Platform.class)
final class FileSwitchTest {
    private static final FileSwitch JSON =
            new FileSwitch("~/config.json", "telemetry.enabled", List.of("true", "1", "yes"), List.of("false", "0"));
    private static final FileSwitch WORD = new FileSwitch("~/config.json", "", List.of("on"), List.of("off"));

    private final Platform platform;

    @TempDir
    Path home;

    FileSwitchTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeEach
    void locate() throws IOException {
        home = platform.home(home);
    }

    private String refusal(FileSwitch file, String content) throws IOException {
        Files.writeString(home.resolve("config.json"), content);
        return String.valueOf(file.refusal(new FakeSurroundings(home)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "\ufeff{}",
                "{\"telemetry\":{}}",
                "{\"telemetry.enabled\":false}",
                "{\"telemetry\":{\"enabled\":true}}",
                "{\"telemetry\":{\"enabled\":1}}",
                "{\"telemetry\":{\"enabled\":\" Yes \"}}",
                "{\"a\":[1,{\"b\":null}],\"telemetry\":{\"enabled\":true}}",
            })
    void refusal_isNone_whereTheSettingIsOnOrAbsent(String content) throws IOException {
        assertThat(refusal(JSON, content)).isEqualTo("null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"telemetry\":{\"enabled\":false}}          | turns it off",
                "{\"telemetry\":{\"enabled\":0}}              | turns it off",
                "{\"telemetry\":{\"enabled\":\"FALSE\"}}      | turns it off",
                "{\"telemetry\":{\"enabled\":\"secret\"}}     | is neither on nor off",
                "{\"telemetry\":{\"enabled\":null}}           | is neither on nor off",
                "{\"telemetry\":{\"enabled\":{}}}             | is neither on nor off",
                "{\"telemetry\":{\"enabled\":[true]}}         | is neither on nor off",
                "{\"telemetry\":false}                        | is neither on nor off",
                "{\"telemetry\":{\"enabled\":1.5}}            | is neither on nor off",
            })
    void refusal_namesTheSetting_andTheMend_andNeverTheValue(String content, String what) throws IOException {
        assertThat(refusal(JSON, content))
                .isEqualTo("telemetry.enabled in ~/config.json " + what + "; set it to true to change that");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "[]",
                "{",
                "{} // nothing",
                "{\"telemetry\":{\"enabled\":true},}",
                "/* on */ {\"telemetry\":{\"enabled\":true}}",
                "{\"telemetry\":{\"enabled\":false,\"enabled\":true}}",
                "{\"telemetry\":{\"enabled\":false},\"telemetry\":{\"enabled\":true}}",
            })
    void refusal_namesTheFile_whereItIsNoJsonObject(String content) throws IOException {
        assertThat(refusal(JSON, content)).isEqualTo("~/config.json is not a JSON object; mend or delete it");
    }

    @Test
    void refusal_readsTheWholeFileAsTheWord_whereThereIsNoKey() throws IOException {
        assertThat(refusal(WORD, " On\n")).isEqualTo("null");
        assertThat(refusal(WORD, "off\r\n")).isEqualTo("~/config.json turns it off; set it to on to change that");
        for (String each : List.of("", "on off", "secret")) {
            assertThat(refusal(WORD, each))
                    .isEqualTo("~/config.json is neither on nor off; set it to on to change that");
        }
        FileSwitch noWordForOn = new FileSwitch("~/config.json", "", List.of(), List.of("off"));
        assertThat(refusal(noWordForOn, "off")).isEqualTo("~/config.json turns it off; remove it to change that");
    }

    @Test
    void refusal_isNone_whereThereIsNoFile() {
        assertThat(JSON.refusal(new FakeSurroundings(home))).isNull();
        assertThat(new FileSwitch("~/no/such/folder/file", "", List.of(), List.of("off"))
                        .refusal(new FakeSurroundings(home)))
                .isNull();
    }

    @Test
    void refusal_isThere_whereTheFileCannotBeRead() throws IOException {
        Path file = home.resolve("config.json");
        String unreadable = "~/config.json cannot be read; mend or delete it";
        Files.createDirectory(file);
        assertThat(WORD.refusal(new FakeSurroundings(home))).isEqualTo(unreadable);
        Files.delete(file);
        Files.createSymbolicLink(file, home.resolve("nowhere"));
        assertThat(WORD.refusal(new FakeSurroundings(home))).isEqualTo(unreadable);
        Files.delete(file);
        Files.createSymbolicLink(file, platform.isMachine() ? Path.of("/dev/null") : home);
        assertThat(WORD.refusal(new FakeSurroundings(home))).isEqualTo(unreadable);
        Files.delete(file);
        Files.write(file, new byte[] {'o', 'n', (byte) 0xc3});
        assertThat(WORD.refusal(new FakeSurroundings(home))).isEqualTo(unreadable);
        Files.write(file, ("on" + " ".repeat(64 * 1024)).getBytes(StandardCharsets.UTF_8));
        assertThat(WORD.refusal(new FakeSurroundings(home))).isEqualTo(unreadable);
        assertThat(WORD.refusal(new Surroundings() {
                    @Override
                    @Nullable
                    Path home() {
                        return null;
                    }
                }))
                .isEqualTo(unreadable);
    }

    @Test
    void refusal_followsASymbolicLink_andTakesAnAbsolutePath() throws IOException {
        Path elsewhere = Files.writeString(home.resolve("elsewhere"), "off");
        Files.createSymbolicLink(home.resolve("config.json"), elsewhere);
        assertThat(WORD.refusal(new FakeSurroundings(home))).isNotNull();
        FileSwitch absolute = new FileSwitch(elsewhere.toString(), "", List.of("on"), List.of("off"));
        assertThat(absolute.refusal(new FakeSurroundings(home))).startsWith(elsewhere + " turns it off");
    }

    /** To open a pipe would wait for its other end, which nobody holds. */
    @Test
    void refusal_doesNotWait_whereTheFileIsAPipe() throws Exception {
        platform.assumeMachine();
        Path pipe = home.resolve("config.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(WORD.refusal(new FakeSurroundings(home))).isNotNull();
    }

    @Test
    void decide_saysWhichFileRefused() throws IOException {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        Policy policy = Policy.builder("x", "X", "sha256:0")
                .on()
                .file("~/config.json", "telemetry.enabled", new String[] {"true"}, new String[] {"false"})
                .build();
        Files.writeString(home.resolve("config.json"), "{\"telemetry\":{\"enabled\":false}}");
        Decision decision = Telemetry.open(policy, "1", surroundings).decision();
        assertThat(decision.reason()).isEqualTo(Decision.Reason.FILE);
        assertThat(decision)
                .hasToString("off: telemetry.enabled in ~/config.json turns it off; set it to true to change that");
    }
}
