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

    private Question.Answer ask(InputStream in) {
        return ask(Terminal.USUAL, in);
    }

    private Question.Answer ask(Terminal terminal, InputStream in) {
        return new Question(POLICY, terminal, new PrintWriter(out)).ask(in);
    }

    /** What somebody types once the question is there. */
    private static InputStream typed(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int available() {
                return 0;
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"y~,YES", "YES ~,YES", "n~,NO", "No~,NO", "~,NO", "maybe~y~,YES", "y,NONE", "'',NONE", "a~b~c~y~,NONE"})
    void ask_understands(String typed, Question.Answer answer) {
        assertThat(ask(typed(typed.replace('~', '\n')))).isEqualTo(answer);
    }

    @Test
    void ask_leavesTheRestOfTheInputToTheTool() throws IOException {
        InputStream in = typed("y\nfor the tool");
        ask(in);
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("for the tool");
    }

    @Test
    void ask_explainsFirst_inLinesThatFit() {
        ask(typed("\n"));
        String[] lines = out.toString().split(System.lineSeparator(), -1);
        assertThat(lines[0]).isEqualTo("Help?");
        assertThat(lines[lines.length - 1]).isEqualTo("Enable? [y/N]: ");
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }

    @Test
    void ask_wrapsToTheWidth_andAsksOnlyWhereAllOfItFits() {
        // The title, 200 columns of text in lines of at most five words, and the question.
        assertThat(ask(new Terminal(25, 9), typed("y\n"))).isEqualTo(Question.Answer.NONE);
        assertThat(out.toString()).isEmpty();
        assertThat(ask(new Terminal(25, 10), typed("y\n"))).isEqualTo(Question.Answer.YES);
        assertThat(out.toString().lines()).hasSize(10).allMatch(line -> line.length() <= 25);
    }

    @Test
    void ask_asksNothing_whenSomethingWasTypedBefore() {
        ByteArrayInputStream before = new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8));
        assertThat(ask(before)).isEqualTo(Question.Answer.NONE);
        assertThat(out.toString()).isEmpty();
        assertThat(before.available()).isEqualTo(2);
    }

    @Test
    void ask_isUnanswered_whenTheTerminalCloses() {
        InputStream closed = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThat(ask(closed)).isEqualTo(Question.Answer.NONE);
        PrintWriter broken = new PrintWriter(new StringWriter()) {
            @Override
            public boolean checkError() {
                return true;
            }
        };
        assertThat(new Question(POLICY, Terminal.USUAL, broken).ask(typed("y\n")))
                .isEqualTo(Question.Answer.NONE);
        assertThat(new Question(POLICY, Terminal.USUAL, broken).tell()).isFalse();
    }

    @Test
    void tell_showsTheNotice_onlyWhereAllOfItFits() {
        PrintWriter screen = new PrintWriter(out);
        // One row more than its lines, because the cursor goes to the next.
        assertThat(new Question(POLICY, new Terminal(80, 4), screen).tell()).isFalse();
        assertThat(out.toString()).isEmpty();
        assertThat(new Question(POLICY, new Terminal(80, 5), screen).tell()).isTrue();
        assertThat(out.toString().lines()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"'24 80\n',80,24", "'5 120',120,5", "'0 0',80,24", "'',80,24", "'stty: no',80,24", "'24 0',80,24"})
    void size_isTheUsualOne_whereItIsNotKnown(String printed, int columns, int rows) {
        assertThat(Terminal.ofSize(printed)).isEqualTo(new Terminal(columns, rows));
    }

    @Test
    void fits_countsTheRowsThatATerminalTakes() {
        assertThat(new Terminal(10, 2).fits("0123456789\n0123456789")).isTrue();
        assertThat(new Terminal(10, 2).fits("0123456789\n0123456789x")).isFalse();
        assertThat(new Terminal(10, 1).fits("\u65e5\u672c\u8a9e\u65e5\u672c")).isTrue();
        assertThat(new Terminal(10, 1).fits("\u65e5\u672c\u8a9e\u65e5\u672c\u8a9e"))
                .isFalse();
        assertThat(new Terminal(10, 2)
                        .wrap("\u65e5\u672c\u8a9e \u65e5\u672c\u8a9e")
                        .lines())
                .hasSize(2);
    }
}
