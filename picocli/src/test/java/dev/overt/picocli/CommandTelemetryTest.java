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
    /** Where nobody listens. */
    private static final Map<String, String> COLLECTOR = Map.of("DEMO_COLLECTOR", "http://key@127.0.0.1:9");

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
                .contains("Usage telemetry: enabled", "Install ID: (not yet generated)", "Last upload: never");
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

    @Test
    void telemetry_printsItsUsage_withoutASubcommand() throws Exception {
        Ran ran = run("telemetry");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .startsWith("Usage: demo telemetry [-h] [COMMAND]")
                .contains("delete", "disable", "enable", "log", "preview", "reset", "status", "upload");
    }

    @Test
    void telemetry_documentsItsExitCodes_inTheHelpOfEachCommand() throws Exception {
        assertThat(run("telemetry", "--help").out()).contains("Exit codes:");
        for (String each : List.of("delete", "disable", "enable", "log", "preview", "reset", "status", "upload")) {
            Ran ran = run("telemetry", each, "--help");
            assertThat(ran.exitCode()).isZero();
            assertThat(ran.out()).as(each).contains("Exit codes:", "  0   Done.", "  1   Failed", "  2   Wrong usage.");
        }
    }

    @Test
    void telemetry_status_isOneJsonObject_forScripts() throws Exception {
        run("ok");
        String line = run("telemetry", "status", "--json").out();
        assertThat(line.lines()).hasSize(1);
        assertThat(line)
                .startsWith("{\"product\":\"demo\",\"command\":\"demo\"")
                .contains(
                        "\"on\":true,\"reason\":\"default\"",
                        "\"delivery\":\"spool\",\"waiting\":1,\"dropped\":{}",
                        "\"switches\":[{\"name\":\"DO_NOT_TRACK\",\"kind\":\"variable\",\"says\":\"nothing\"}");
    }

    @Test
    void telemetry_preview_printsTheRequest_orWhyThereIsNone() throws Exception {
        assertThat(run("telemetry", "preview").out()).isEqualTo("""
                        Nothing waits to be sent.
                        To see what a command would report, and send nothing, set DEMO_DEBUG=1.
                        """);
        run("ok");
        assertThat(run(List.of(), COLLECTOR, "telemetry", "preview").out())
                .contains("The next upload: 1 event to http://127.0.0.1:9/v1/events", "POST /v1/events HTTP/1.1")
                .contains("Authorization: Bearer key", "The body is shown before it is compressed: ");
        Ran body = run("telemetry", "preview", "--json");
        assertThat(body.out().lines()).hasSize(1);
        assertThat(body.out()).startsWith("{\"overt\":1,\"product\":\"demo\"");
        assertThat(run("telemetry", "preview", "--json").out()).isEqualTo(body.out());
        assertThat(run(List.of(), Map.of("DO_NOT_TRACK", "1"), "telemetry", "preview")
                        .out())
                .isEqualTo("Nothing would be sent: telemetry is off, because DO_NOT_TRACK is set.\n");
    }

    @Test
    void telemetry_log_showsWhatWasSent_newestLast() throws Exception {
        assertThat(run("telemetry", "log").out()).isEqualTo("The log of what was sent is empty.\n");
        String old = sentLine("1763683200000", "b1");
        String recent = sentLine("1763683260000", "b2");
        run("ok");
        Files.writeString(home.resolve(".demo/telemetry-sent.old.jsonl"), old + "\n");
        Files.writeString(home.resolve(".demo/telemetry-sent.jsonl"), recent + "\nnonsense\n");
        assertThat(run("telemetry", "log").out()).isEqualTo("""
                        2025-11-21T00:00:00Z to https://collector.example
                          batch b1, answered 200: 1 accepted
                          {"id":"e1","properties":{"share":0.5,"words":["a"],"none":null}}
                        2025-11-21T00:01:00Z to https://collector.example
                          batch b2, answered 200: 1 accepted
                          {"id":"e1","properties":{"share":0.5,"words":["a"],"none":null}}
                        1 line of the log is damaged.
                        """);
        assertThat(run("telemetry", "log", "--json", "--last", "1"))
                .isEqualTo(new Ran(0, recent + "\n", "1 line of the log is damaged.\n"));
        assertThat(run("telemetry", "log", "--last=-1").exitCode()).isEqualTo(64);
    }

    private static String sentLine(String millis, String batch) {
        return "{\"sent_at_millis\":" + millis + ",\"collector\":\"https://collector.example\",\"batch\":\"" + batch
                + "\",\"status\":200,\"result\":{\"accepted\":1},\"events\":"
                + "[{\"id\":\"e1\",\"properties\":{\"share\":0.5,\"words\":[\"a\"],\"none\":null}}]}";
    }

    @Test
    void telemetry_delete_wantsAPersonOrYes_andSaysWhatRemainsToDo() throws Exception {
        run("ok");
        Ran unasked = run("telemetry", "delete");
        assertThat(unasked.exitCode()).isEqualTo(64);
        assertThat(unasked.err()).contains("Nobody is there to confirm the deletion. Add --yes.");
        assertThat(recorded()).hasSize(1);
        Ran failed = run(List.of(), COLLECTOR, "telemetry", "delete", "--yes");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.out())
                .isEqualTo("Telemetry disabled. What was recorded here, and the log of what was sent, are deleted.\n");
        assertThat(failed.err())
                .contains("What was sent is not deleted: http://127.0.0.1:9 did not answer")
                .containsPattern(
                        "Try `demo telemetry delete` again, or write to demo@example.com and give the install ID [0-9a-f]{32}\\.");
        assertThat(recorded()).isEmpty();
        assertThat(run("telemetry", "status").out()).contains("disabled (reason: you declined)");
    }
}
