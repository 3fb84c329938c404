package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.acceptance.Terminal.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The question and the notice, in terminals where nobody could see them whole or answer them: nothing comes of them. */
final class QuestionInTerminalTest {
    private static final String QUESTION = "Enable anonymous usage telemetry?";
    /** What the command itself prints. */
    private static final String WORK = "Working directory";

    private static final Map<String, String> NOTHING_SET = Map.of();
    private static final long TIMEOUT_SECONDS = 60;

    @TempDir
    private Path home;

    private static String doctor() {
        return Terminal.line(Checkout.initrunner("doctor"));
    }

    private Run run(String line, Step... steps) {
        return Terminal.run(line, home, NOTHING_SET, steps);
    }

    private void isAskedAnotherTime() {
        assertThat(home.resolve(".initrunner")).doesNotExist();
        assertThat(run(doctor(), Step.type(QUESTION, "n\n")).out()).contains(QUESTION);
        assertThat(home.resolve(".initrunner/telemetry.denied")).exists();
    }

    @Test
    void nothingIsStored_andTheCommandRuns_atTheEndOfInput() {
        assertThat(run(doctor(), Step.type(QUESTION, Terminal.END_OF_INPUT)).out())
                .contains(QUESTION, WORK);
        isAskedAnotherTime();
    }

    @Test
    void nothingIsStored_andTheCommandRuns_afterThreeAnswersThatAreNone() {
        Run run = run(
                doctor(),
                Step.type(QUESTION, "perhaps\n"),
                Step.type("y or n.\r\n" + QUESTION, "yesno\n"),
                Step.type("yesno\r\nPlease answer y or n.\r\n" + QUESTION, "1\n"));
        assertThat(run.out()).contains(WORK).containsPattern("(?s)(Please answer y or n\\..*){3}");
        isAskedAnotherTime();
    }

    @ParameterizedTest
    @CsvSource({"5,80", "30,12"})
    void nothingIsAsked_whereTheTerminalIsTooSmall(int rows, int columns) {
        Run run = run("stty rows " + rows + " cols " + columns + "; exec " + doctor(), Step.type(QUESTION, "y\n"));
        assertThat(run.out()).contains(WORK).doesNotContain("Help improve");
        isAskedAnotherTime();
    }

    @ParameterizedTest
    @CsvSource({"6,80", "12,50", "60,20"})
    void theQuestionIsWrapped_whereTheTerminalIsJustLargeEnough(int rows, int columns) {
        Run run = run("stty rows " + rows + " cols " + columns + "; exec " + doctor(), Step.type("[y/N]: ", "n\n"));
        String asked =
                run.out().substring(run.out().indexOf("Help improve"), run.out().indexOf("[y/N]: ") + 7);
        assertThat(asked.lines()).allMatch(line -> line.length() <= columns).hasSizeLessThanOrEqualTo(rows);
        assertThat(home.resolve(".initrunner/telemetry.denied")).exists();
    }

    /** Also where the line is not finished, so that Enter at the question would complete it. */
    @ParameterizedTest
    @ValueSource(strings = {"y\n", "\n", "y", "no"})
    void nothingIsAsked_whereSomethingWasTypedBefore(String keys) {
        Run run = run(
                "printf READY:; until [ -e typed ]; do sleep 0.05; done; exec " + doctor(),
                Step.type("READY:", keys),
                new Step(
                        "READY:" + keys.replace("\n", "\r\n"),
                        (script, keyboard) -> Files.createFile(home.resolve("typed"))),
                Step.type(QUESTION, "\n"));
        assertThat(run.out()).contains(WORK).doesNotContain("Help improve");
        isAskedAnotherTime();
    }

    @Test
    void whatWasTypedBefore_isLeftToWhoeverReadsNext() {
        Run run = run(
                "printf READY:; until [ -e typed ]; do sleep 0.05; done; " + doctor()
                        + "; read -r line; echo \"<$line>\"",
                Step.type("READY:", "ye"),
                new Step("READY:ye", (script, keyboard) -> Files.createFile(home.resolve("typed"))),
                Step.type(WORK, "s\n"));
        assertThat(run.out()).contains("<yes>");
    }

    /** The command leads its session, so the signal is its. That it ended is seen by its end of a pipe. */
    @Test
    void nothingIsStored_whenTheTerminalCloses() throws Exception {
        run(
                "mkfifo held; (trap '' HUP; cat held; echo ended >status) & exec " + doctor() + " 9>held",
                Step.close("[y/N]: "));
        assertThat(status()).isEqualTo("ended");
        isAskedAnotherTime();
    }

    @Test
    void nothingIsStored_whenTheTerminalClosesAndTheSignalIsIgnored() throws Exception {
        run("trap '' HUP; " + doctor() + "; echo $? >status", Step.close("[y/N]: "));
        assertThat(status()).isEqualTo("0");
        isAskedAnotherTime();
    }

    /** What is written when a command has ended whose terminal has gone. */
    private String status() throws IOException, InterruptedException {
        Path file = home.resolve("status");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while ((!Files.exists(file) || Files.size(file) == 0) && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        return Files.readString(file).trim();
    }

    @Test
    void nothingIsAsked_whereTheQuestionWouldNotBeSeen() {
        assertThat(run(doctor() + " 2>errors", Step.type(QUESTION, "y\n")).out())
                .contains(WORK)
                .doesNotContain(QUESTION);
        assertThat(home.resolve("errors")).content().doesNotContain(QUESTION);
        isAskedAnotherTime();
    }

    /** A read there would stop the job. */
    @Test
    void nothingIsAsked_inTheBackground() {
        Run run = run("set -m; " + doctor() + " & wait $!", Step.type(QUESTION, "y\n"));
        assertThat(run.out()).contains(WORK).doesNotContain(QUESTION);
        isAskedAnotherTime();
    }

    @Test
    void theNotice_countsOnlyWhereAPersonCouldSeeIt() throws IOException {
        String work = Terminal.line(NoticeTool.command());
        Path state = home.resolve(".noticetool/telemetry.json");

        for (String unseen : new String[] {"stty rows 1 cols 80; ", "CLAUDECODE=1 "}) {
            assertThat(run(unseen + work).out()).contains("working").doesNotContain(NoticeTool.NOTICE);
            assertThat(state).doesNotExist();
        }
        assertThat(run(work + " 2>errors").out()).contains("working");
        assertThat(home.resolve("errors")).content().doesNotContain(NoticeTool.NOTICE);
        assertThat(state).doesNotExist();

        assertThat(run(work).out()).contains(NoticeTool.NOTICE);
        assertThat(state).content().contains("\"noticed\":1");
        assertThat(run(work).out()).contains("working").doesNotContain(NoticeTool.NOTICE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AI_AGENT",
                "AGENT",
                "CLAUDECODE",
                "CURSOR_AGENT",
                "CODEX_SANDBOX",
                "CODEX_CI",
                "GEMINI_CLI",
                "OPENCODE",
                "AUGMENT_AGENT",
                "COPILOT_AGENT"
            })
    void aCodingAgent_isNotAskedAndCannotAgree_butCanRefuse(String variable) {
        Map<String, String> agent = Map.of(variable, "1");
        assertThat(Terminal.run(doctor(), home, agent, Step.type(QUESTION, "y\n"))
                        .out())
                .contains(WORK)
                .doesNotContain(QUESTION);

        Run enabled = Terminal.run(Terminal.line(Checkout.initrunner("telemetry", "enable")), home, agent);
        assertThat(enabled.status()).isEqualTo(1);
        assertThat(enabled.out())
                .contains("Only a person can agree, and a coding agent runs this (" + variable + " is set).")
                .contains("INITRUNNER_TELEMETRY=1");
        assertThat(home.resolve(".initrunner")).doesNotExist();

        Run disabled = Terminal.run(Terminal.line(Checkout.initrunner("telemetry", "disable")), home, agent);
        assertThat(disabled.status()).isZero();
        assertThat(home.resolve(".initrunner/telemetry.denied")).exists();
    }

    @Test
    void enable_needsATerminalAtItsInputOnly() {
        String enable = Terminal.line(Checkout.initrunner("telemetry", "enable"));
        assertThat(run(enable + " </dev/null").status()).isEqualTo(1);
        assertThat(home.resolve(".initrunner")).doesNotExist();
        assertThat(run(enable + " | cat").out()).contains("Telemetry enabled.");
        assertThat(home.resolve(".initrunner/telemetry.json")).content().contains("\"consent\":\"granted\"");
    }
}
