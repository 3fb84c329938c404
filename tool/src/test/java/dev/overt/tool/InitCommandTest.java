package dev.overt.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.codegen.JavaRenderer;
import dev.overt.manifest.Lint;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class InitCommandTest {
    private static final List<String> SURFACES = List.of(
            "tool",
            "installer",
            "container",
            "tool,installer",
            "tool,container",
            "installer,container",
            "tool,installer,container");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void init_writesAManifestWithoutAWarning_forEveryCombination() throws IOException {
        for (String surface : SURFACES) {
            for (String consent : Answers.CONSENTS) {
                Path file = folder.resolve(surface + consent + ".yaml");
                assertThat(init(file, "--surface", surface, "--consent", consent))
                        .as(err.toString())
                        .isZero();
                Reading reading = ManifestReader.read(file);
                assertThat(reading).as("%s", reading).isInstanceOf(Reading.Accepted.class);
                assertThat(Lint.check((Reading.Accepted) reading, LocalDate.EPOCH))
                        .filteredOn(problem -> problem.accepted() == null)
                        .as("%s %s", surface, consent)
                        .isEmpty();
                if (surface.contains("tool")) {
                    assertThat(JavaRenderer.render(((Reading.Accepted) reading).manifest(), "org.example"))
                            .contains("class ToolTimeTelemetry");
                }
            }
        }
    }

    @Test
    void init_overwritesNothing_unlessForced() throws IOException {
        Path file = Files.writeString(folder.resolve("telemetry.yaml"), "mine");
        assertThat(init(file)).isEqualTo(1);
        assertThat(err.toString()).contains("is there already", "--force");
        assertThat(file).hasContent("mine");
        assertThat(init(file, "--force")).isZero();
        assertThat(Files.readString(file)).startsWith("# All that");
    }

    @Test
    void init_namesTheOptionsThatAreNeeded_whereNobodyCanBeAsked() {
        assertThat(overt(
                        "init",
                        "--id",
                        "x",
                        "--output",
                        folder.resolve("t.yaml").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("Nobody can be asked here").contains("--name, --contact, --collector.");
    }

    @Test
    void init_saysWhatIsWrong_withAnAnswer() {
        Path file = folder.resolve("t.yaml");
        assertThat(init(file, "--id", "Not An Id")).isEqualTo(1);
        assertThat(err.toString()).contains("`Not An Id` is not a product's id.");
        assertThat(init(file, "--consent", "maybe")).isEqualTo(2);
        assertThat(init(file, "--surface", "tool,web")).isEqualTo(2);
        assertThat(file).doesNotExist();
    }

    @Test
    void init_keepsHostileWordsWords() {
        Path file = folder.resolve("t.yaml");
        assertThat(init(file, "--name", "A \"b\": {c} # 'd' %s é")).isZero();
        Reading.Accepted reading = (Reading.Accepted) ManifestReader.read(file);
        assertThat(reading.manifest().product().name()).isEqualTo("A \"b\": {c} # 'd' %s é");
    }

    @Test
    void asked_asksWhatNoOptionSays_andAgainWhereAnAnswerIsNone() {
        Answers answers = asked("\ntool-time\nTool Time\nme@example.org\n\nmaybe\nnotice\n\ncontainer\n");
        assertThat(answers)
                .isEqualTo(new Answers(
                        "tool-time",
                        "Tool Time",
                        "me@example.org",
                        "tool-time",
                        "notice",
                        "https://telemetry.example.org",
                        List.of("container")));
        assertThat(out.toString())
                .contains("What a person types to run it [tool-time]: ", "Type one of ask, notice, on.");
    }

    private Answers asked(String typed) {
        return new InitCommand()
                .asked(new Questions(new ByteArrayInputStream(typed.getBytes(UTF_8)), new PrintWriter(out, true)));
    }

    private int init(Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("init", "--output", file.toString()));
        List<String> given = List.of(options);
        for (String[] usual : new String[][] {
            {"--id", "tool-time"},
            {"--name", "Tool Time"},
            {"--contact", "me@example.org"},
            {"--collector", "https://telemetry.example.org"}
        }) {
            if (!given.contains(usual[0])) {
                arguments.addAll(List.of(usual));
            }
        }
        arguments.addAll(given);
        return overt(arguments.toArray(String[]::new));
    }

    private int overt(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
