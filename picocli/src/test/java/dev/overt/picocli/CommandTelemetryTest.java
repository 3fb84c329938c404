package dev.overt.picocli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs a tool in processes of its own, and looks at what it prints, returns and leaves behind. */
final class CommandTelemetryTest {
    @TempDir
    Path home;

    private record Ran(int exitCode, String out, String err) {}

    private Ran run(List<String> options, Map<String, String> environment, String... args) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DemoTool.class.getName()));
        command.addAll(List.of(args));
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("DO_NOT_TRACK");
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        return new Ran(exitCode, Files.readString(out), Files.readString(err));
    }

    private Ran run(String... args) throws Exception {
        return run(List.of(), Map.of(), args);
    }

    /** The properties of all recorded events, as JSON. */
    private List<String> recorded() throws IOException {
        Path spool = home.resolve(".demo/telemetry-spool");
        List<String> events = new ArrayList<>();
        if (Files.exists(spool)) {
            try (Stream<Path> files = Files.list(spool)) {
                for (Path each : files.sorted().toList()) {
                    for (String line : Files.readAllLines(each, StandardCharsets.UTF_8)) {
                        events.add(line.substring(line.indexOf("\"properties\":") + 13, line.length() - 1));
                    }
                }
            }
        }
        return events;
    }

    @Test
    void execute_leavesOutputAndExitCodeAsTheyAre() throws Exception {
        for (String[] args : new String[][] {
            {"ok", "--code=3"},
            {"fail", "--how=state"},
            {"fail", "--how=other"},
            {"fail", "--how=error"},
            {"fail", "--unknown"},
            {"unknown"},
            {"--version"},
        }) {
            Ran plain = run(List.of("-Dplain"), Map.of(), args);
            Ran with = run(args);
            assertThat(with.exitCode()).as("%s", String.join(" ", args)).isEqualTo(plain.exitCode());
            assertThat(with.out()).isEqualTo(plain.out());
            assertThat(firstLine(with.err())).isEqualTo(firstLine(plain.err()));
        }
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    @Test
    void execute_reportsTheCommandsNameAndOutcome() throws Exception {
        run("fine", "--code=3");
        assertThat(recorded()).containsExactly("{\"command\":\"ok\",\"status\":\"error\",\"exit_code\":3}");
    }

    @Test
    void execute_reportsTheErrorsClass_andNeverItsMessage() throws Exception {
        run("fail", "--how=state");
        assertThat(recorded())
                .containsExactly(
                        "{\"command\":\"fail\",\"status\":\"error\",\"exit_code\":70,\"error\":\"IllegalStateException\"}");
    }

    @Test
    void execute_reportsAnErrorThatNobodyHandles() throws Exception {
        assertThat(run("fail", "--how=error").exitCode()).isEqualTo(1);
        assertThat(recorded())
                .containsExactly("{\"command\":\"fail\",\"status\":\"error\",\"exit_code\":1,\"error\":\"Error\"}");
    }

    @Test
    void execute_reportsMisuse_withTheCommandAsFarAsItIsKnown() throws Exception {
        assertThat(run("fail", "--secret").exitCode()).isEqualTo(64);
        assertThat(recorded())
                .containsExactly(
                        "{\"command\":\"fail\",\"status\":\"error\",\"exit_code\":64,\"error\":\"ParameterException\"}");
    }

    @Test
    void execute_reportsAnUnknownCommandAsOther() throws Exception {
        run("secret");
        assertThat(recorded())
                .containsExactly(
                        "{\"command\":\"other\",\"status\":\"error\",\"exit_code\":64,\"error\":\"ParameterException\"}");
    }

    /** Each line is one command, however picocli lets a person spell it; words are split at spaces. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--help",
                "-h",
                "--he",
                "--version",
                "-V",
                "--ver",
                "help",
                "help ok",
                "help telemetry",
                "he ok",
                "HELP",
                "ok --help",
                "ok -h",
                "ok --code=3 --help",
                "ok --version",
                "fine --he",
                "doctor --help",
                "generate-completion",
                "g-c",
                "silent",
                "telemetry",
                "telemetry status",
                "TELEMETRY STATUS",
                "tele stat",
                "\"telemetry\" status",
                "telemetry nonsense",
                "telemetry status --nonsense",
                "telemetry --help",
                "telemetry status -h",
                "@help",
                "@telemetry",
                "ok @help"
            })
    void execute_reportsNothing_forHelpVersionCompletionTelemetryAndQuietCommands(String line) throws Exception {
        Files.writeString(home.resolve("help"), "--help\n");
        Files.writeString(home.resolve("telemetry"), "telemetry\nstatus\n");
        Ran ran = run(
                line.isEmpty()
                        ? new String[0]
                        : line.replace("@", "@" + home + "/").split(" ", -1));
        assertThat(ran.err()).doesNotContain("Exception in thread").doesNotContain("\tat ");
        assertThat(home.resolve(".demo")).doesNotExist();
    }

    @Test
    void execute_reportsNothing_whenSwitchedOff() throws Exception {
        run(List.of(), Map.of("DO_NOT_TRACK", "1"), "ok");
        assertThat(home.resolve(".demo")).doesNotExist();
    }

    @Test
    void execute_findsTheTelemetryCommand_howeverItIsSpelled() throws Exception {
        Files.writeString(home.resolve("arguments"), "telemetry\nstatus\n");
        for (String line :
                List.of("telemetry status", "TELE Stat", "\"telemetry\" status", "@" + home + "/arguments")) {
            assertThat(run(line.split(" ", -1)).out()).as(line).startsWith("Usage telemetry: ");
        }
        assertThat(run("generate-completion").out()).contains("telemetry", "disable");
    }

    @Test
    void execute_leavesACommandOfTheToolsOwnAlone_whenItIsNamedTelemetry() throws Exception {
        Ran ran = run(List.of("-Down"), Map.of(), "telemetry");
        assertThat(ran).isEqualTo(new Ran(0, "41 degrees\n", ""));
        assertThat(recorded()).containsExactly("{\"command\":\"telemetry\",\"status\":\"ok\",\"exit_code\":0}");
    }

    @Test
    void execute_reportsTheCommandBelowTheTool_whenCommandsAreNested() throws Exception {
        run("flow", "start");
        run("flow", "start", "--unknown");
        assertThat(run("flow", "start", "--fail").exitCode()).isEqualTo(70);
        assertThat(recorded())
                .containsExactly(
                        "{\"command\":\"flow\",\"status\":\"ok\",\"exit_code\":0}",
                        "{\"command\":\"flow\",\"status\":\"error\",\"exit_code\":64,\"error\":\"ParameterException\"}",
                        "{\"command\":\"flow\",\"status\":\"error\",\"exit_code\":70,\"error\":\"IllegalStateException\"}");
    }

    /** And leaves the handlers that a command has of its own. */
    @Test
    void execute_reportsOneCommand_whenThatExecutesOthersByItself() throws Exception {
        Ran ran = run("nest", "--", "fail", "--how=state");
        assertThat(ran).isEqualTo(new Ran(0, "below 71, again 70\n", "failed: secret message\n"));
        assertThat(recorded()).containsExactly("{\"command\":\"nest\",\"status\":\"ok\",\"exit_code\":0}");
    }

    @Test
    void execute_reportsTheExitCodeThatAMapperGives() throws Exception {
        assertThat(run("fail", "--how=mapped").exitCode()).isEqualTo(72);
        assertThat(recorded())
                .containsExactly("{\"command\":\"fail\",\"status\":\"error\",\"exit_code\":72,\"error\":\"Other\"}");
    }

    @Test
    void execute_cannotSeeACommandThatEndsTheProcess() throws Exception {
        assertThat(run("exit").exitCode()).isEqualTo(9);
        assertThat(recorded()).isEmpty();
    }

    @Test
    void execute_reportsEach_whenOneCommandLineIsExecutedAgain() throws Exception {
        Ran ran = run("ok", ";", "telemetry", "nonsense", ";", "--help", ";", "fail", "--how=state", ";", "ok");
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.err().lines())
                .containsExactly("misused: Unmatched argument at index 1: 'nonsense'", "failed: secret message");
        assertThat(recorded())
                .containsExactly(
                        "{\"command\":\"ok\",\"status\":\"ok\",\"exit_code\":0}",
                        "{\"command\":\"fail\",\"status\":\"error\",\"exit_code\":70,\"error\":\"IllegalStateException\"}",
                        "{\"command\":\"ok\",\"status\":\"ok\",\"exit_code\":0}");
    }

    @Test
    void status_isPrintedAfterTheCommandsThatThePolicyNames_andNotForTheirHelp() throws Exception {
        String line = "Usage telemetry: enabled (anonymous; demo telemetry status)\n";
        assertThat(run("doctor")).isEqualTo(new Ran(0, "healthy\n" + line, ""));
        assertThat(run("ill")).isEqualTo(new Ran(3, line, ""));
        assertThat(run(List.of(), Map.of("DO_NOT_TRACK", "1"), "doctor").out())
                .isEqualTo("healthy\nUsage telemetry: disabled (DO_NOT_TRACK is set)"
                        + " (anonymous; demo telemetry status)\n");
        for (String[] args : new String[][] {{"doctor", "--help"}, {"help", "doctor"}, {"doctor", "--no"}, {"ok"}}) {
            assertThat(run(args).out()).doesNotContain("Usage telemetry");
        }
    }

    @Test
    void telemetry_showsAndChangesTheChoice() throws Exception {
        assertThat(run("telemetry", "status").out())
                .contains("Usage telemetry: enabled", "Install ID: (not yet generated)");
        run("ok");
        assertThat(run("telemetry", "status").out()).contains("Waiting to be sent: 1 event\n");
        assertThat(run("telemetry", "reset").out()).startsWith("Install ID rotated: ");
        Ran disabled = run("telemetry", "disable");
        assertThat(disabled).isEqualTo(new Ran(0, "Telemetry disabled. No usage data will be sent.\n", ""));
        assertThat(run("telemetry", "status").out()).contains("Usage telemetry: disabled (reason: you declined)");
        run("ok");
        assertThat(recorded()).isEmpty();
    }

    @Test
    void telemetry_enable_failsLoudly_whereNobodyIsAtATerminal() throws Exception {
        Ran ran = run("telemetry", "enable");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Telemetry could not be enabled: Only a person can agree, and ");
        assertThat(home.resolve(".demo")).doesNotExist();
    }

    @Test
    void help_mentionsTelemetry_always() throws Exception {
        assertThat(run("--help").out()).containsPattern("telemetry +Show or change what is reported about usage\\.");
        assertThat(run("help", "telemetry").out()).contains("status", "disable");
    }

    @Test
    void telemetry_failsLoudly_whenTheChoiceCannotBeStored() throws Exception {
        Files.writeString(home.resolve(".demo"), "a file where the directory should be");
        Ran ran = run("telemetry", "disable");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("Telemetry could not be disabled: ");
    }

    @Test
    void telemetry_upload_failsLoudly_whenThereIsNowhereToSendTo() throws Exception {
        Ran ran = run("telemetry", "upload");
        assertThat(ran).isEqualTo(new Ran(1, "", "Nothing was sent: no collector with a write key is known.\n"));
    }
}
