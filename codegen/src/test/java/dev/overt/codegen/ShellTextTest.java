package dev.overt.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words as a real shell reads them. */
final class ShellTextTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "'",
            "''\\''",
            "\\",
            "$HOME `id` $(id)",
            "a\nb",
            "*",
            "[a-z]*",
            "?",
            "-n",
            "\"",
            "é \u2028",
            "#",
            "!x");

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void word_isTheTextAlone_inAShell(String shell) throws IOException {
        for (String text : HOSTILE) {
            assertThat(output(shell, "printf %s " + ShellText.word(text))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash"})
    void pattern_matchesItsTextAlone_inAShell(String shell) throws IOException {
        for (String text : HOSTILE) {
            for (String other : HOSTILE) {
                String script = "case " + ShellText.word(other) + " in " + ShellText.pattern(text)
                        + ") printf yes ;; *) printf no ;; esac";
                assertThat(output(shell, script)).as(script).isEqualTo(text.equals(other) ? "yes" : "no");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nrm -rf /", "a\r\nb", "a\u2028b", "a\u0085b"})
    void comment_endsWithItsLine(String text) {
        assertThat("# " + ShellText.comment(text)).hasLineCount(1).doesNotContainPattern("\\R");
    }

    private static String output(String shell, String script) throws IOException {
        Process process = new ProcessBuilder(shell, "-c", script)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
