package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Platform.class)
final class MachinePolicyTest {
    private final Platform platform;

    @TempDir
    Path home;

    private Path file;

    MachinePolicyTest(Platform platform) {
        this.platform = platform;
        this.file = Path.of("/");
    }

    @BeforeEach
    void locate() throws IOException {
        home = platform.home(home);
        file = Files.createDirectories(home.resolve("etc/overt")).resolve("disabled");
    }

    private Decision decision() {
        FakeSurroundings surroundings = new FakeSurroundings(home);
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        return Telemetry.open(InitRunnerPolicy.policy(), "1", surroundings).decision();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# nobody",
                "*",
                "initrunner",
                "InitRunner\r\n",
                "\ufeffinitrunner",
                "ktx\n\n # ours:\n\tinitrunner # all of them\n",
                "ktx, initrunner",
                "ktx initrunner",
                "initrunner.ai",
            })
    void decide_isOff_whereTheFileMeansTheProduct(String text) throws IOException {
        Files.writeString(file, text);
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
        assertThat(decision()).hasToString("off: the administrator of this machine turned it off in " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ktx", "ktx\n", "\ufeffktx\r\nrunmat\r\n", "initrunner2\n#initrunner", "# *\nktx"})
    void decide_goesOn_whereTheFileMeansOthers(String text) throws IOException {
        Files.writeString(file, text);
        assertThat(decision()).hasToString("on: INITRUNNER_TELEMETRY turns it on");
    }

    @Test
    void decide_isOff_whereTheFileCannotBeUsed() throws IOException {
        Files.createDirectory(file);
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
        Files.delete(file);
        Files.createSymbolicLink(file, home.resolve("nowhere"));
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
        Files.delete(file);
        Files.write(file, new byte[] {'k', 't', 'x', '\n', (byte) 0xff});
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
        Files.write(file, "ktx\n".repeat(16 * 1024 + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
    }

    @Test
    void decide_followsASymbolicLink() throws IOException {
        Files.createSymbolicLink(file, Files.writeString(home.resolve("managed"), "ktx\n"));
        assertThat(decision().on()).isTrue();
        Files.writeString(home.resolve("managed"), "initrunner\n");
        assertThat(decision().reason()).isEqualTo(Decision.Reason.POLICY);
    }

    @Test
    void place_isTheSystems() {
        Surroundings linux = on("Linux", Map.of());
        assertThat(linux.machinePolicy()).hasToString("/etc/overt/disabled");
        assertThat(on("FreeBSD", Map.of()).machinePolicy()).hasToString("/etc/overt/disabled");
        assertThat(on("Mac OS X", Map.of()).machinePolicy()).hasToString("/Library/Application Support/overt/disabled");
        assertThat(on("Windows 11", Map.of()).machinePolicy().toString()).startsWith("C:\\ProgramData");
        assertThat(on("Windows 11", Map.of("ProgramData", "/D")).machinePolicy())
                .hasToString("/D/overt/disabled");
    }

    private static Surroundings on(String system, Map<String, String> environment) {
        return new Surroundings() {
            @Override
            String property(String name) {
                return name.equals("os.name") ? system : "";
            }

            @Override
            Map<String, String> environment() {
                return environment;
            }
        };
    }
}
