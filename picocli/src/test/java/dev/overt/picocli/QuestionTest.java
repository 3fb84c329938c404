package dev.overt.picocli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.client.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuestionTest {
    private static final Policy POLICY = Policy.builder("demo", "Demo", "sha256:0")
            .ask("Help?", "word ".repeat(40).trim(), "Enable?")
            .build();

    private final StringWriter out = new StringWriter();

    private Question.Answer ask(InputStream in) throws IOException {
        return Question.ask(POLICY, new PrintWriter(out), in);
    }

    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"y~,YES", "YES ~,YES", "n~,NO", "No~,NO", "~,NO", "maybe~y~,YES", "y,NONE", "'',NONE", "a~b~c~y~,NONE"})
    void ask_understands(String typed, Question.Answer answer) throws IOException {
        assertThat(ask(typed(typed.replace('~', '\n')))).isEqualTo(answer);
    }

    @Test
    void ask_leavesTheRestOfTheInputToTheTool() throws IOException {
        InputStream in = typed("y\nfor the tool");
        ask(in);
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("for the tool");
    }

    @Test
    void ask_explainsFirst_inLinesThatFit() throws IOException {
        ask(typed("\n"));
        String[] lines = out.toString().split(System.lineSeparator(), -1);
        assertThat(lines[0]).isEqualTo("Help?");
        assertThat(lines[lines.length - 1]).isEqualTo("Enable? [y/N]: ");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }
}
