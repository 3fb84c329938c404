package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TelemetryTest {
    @TempDir
    Path home;

    private FakeSurroundings surroundings;

    TelemetryTest() {
        surroundings = new FakeSurroundings(Path.of("/"));
    }

    @BeforeEach
    void freshSurroundings() {
        surroundings = new FakeSurroundings(home);
    }

    private Telemetry open() {
        return Telemetry.open(InitRunnerPolicy.policy(), "2026.8.10", surroundings);
    }

    private void run(String command, int exitCode) {
        try (Telemetry telemetry = open()) {
            telemetry.begin(command);
            telemetry.finish(exitCode, null);
        }
    }

    private List<Map<?, ?>> spooled() throws IOException {
        List<Map<?, ?>> events = new ArrayList<>();
        Path spool = home.resolve(".initrunner/telemetry-spool");
        if (Files.exists(spool)) {
            try (Stream<Path> files = Files.list(spool)) {
                for (Path each : files.filter(file -> file.toString().endsWith(".ready"))
                        .sorted()
                        .toList()) {
                    for (String line : Files.readAllLines(each)) {
                        events.add(JsonReader.readObject(line));
                    }
                }
            }
        }
        return events;
    }

    private String dropped() throws IOException {
        Path file = home.resolve(".initrunner/telemetry-spool/dropped");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static Object property(Map<?, ?> event, String name) {
        return event.get("properties") instanceof Map<?, ?> properties ? String.valueOf(properties.get(name)) : "none";
    }

    @Test
    void run_createsNothing_whenOffOrUndecided() throws IOException {
        for (Map<String, String> environment : List.of(
                Map.<String, String>of(),
                Map.of("DO_NOT_TRACK", "1"),
                Map.of("INITRUNNER_TELEMETRY", "off"),
                Map.of("INITRUNNER_TELEMETRY", "perhaps"),
                Map.of("CI", "1"))) {
            surroundings.environment.clear();
            surroundings.environment.putAll(environment);
            run("run", 0);
            assertThat(home).as("%s", environment).isEmptyDirectory();
        }
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        surroundings.terminals = new Terminals(true, false);
        run("run", 0);
        surroundings.terminals = new Terminals(true, true);
        run("help", 0);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void run_recordsTheFirstRunOnce_howeverItWasTurnedOn() throws IOException {
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        run("run", 0);
        run("new", 1);
        surroundings.environment.clear();
        open().enable();
        run("doctor", 0);
        assertThat(spooled())
                .extracting(each -> String.valueOf(each.get("event")))
                .containsExactlyInAnyOrder("cli_first_run", "cli_command", "cli_command", "cli_command");
    }

    @Test
    void run_recordsWhatTheCommandDid() throws IOException {
        open().enable();
        try (Telemetry telemetry = open()) {
            telemetry.begin("run");
            surroundings.elapsedMillis = 4_999;
            telemetry.finish(1, new FileNotFoundError());
        }
        Map<?, ?> event = spooled().get(1);
        assertThat(property(event, "command")).isEqualTo("run");
        assertThat(property(event, "status")).isEqualTo("error");
        assertThat(property(event, "exit_code")).isEqualTo("1");
        assertThat(property(event, "error_kind")).isEqualTo("FileNotFoundError");
        assertThat(property(event, "duration_bucket")).isEqualTo("1-5s");
        assertThat(event.get("install")).isEqualTo(open().status().get("install_id"));
    }

    private static final class FileNotFoundError extends FileNotFoundException {
        private static final long serialVersionUID = 1;
    }

    @Test
    void record_takesDeclaredEventsAndValuesOnly_andCountsTheOthers() throws IOException {
        open().enable();
        try (Telemetry telemetry = open()) {
            telemetry.begin("run");
            telemetry.record(InitRunnerPolicy.CALL, "short", 3, true);
            telemetry.record(InitRunnerPolicy.CALL, "secret", 101, null);
            telemetry.record(InitRunnerPolicy.CALL, "short");
            telemetry.record(InitRunnerPolicy.CALL, "short", 3, true, "more");
            telemetry.record(Event.onCall("undeclared", Property.flag("secret")), true);
        }
        List<Map<?, ?>> events = spooled();
        assertThat(events).hasSize(3);
        assertThat(property(events.get(1), "steps")).isEqualTo("3");
        assertThat(events.get(2).get("properties")).asString().isNotEmpty().doesNotContain("secret", "101");
        assertThat(dropped())
                .isEqualTo("unknown_value 1\ninvalid_value 1\ninvalid_event 1\ninvalid_event 1\ninvalid_event 1\n");
    }

    @Test
    void disable_deletesWhatWaits_andEndsTheRecordingOfRunsThatGoOn() throws IOException {
        open().enable();
        Telemetry running = open();
        running.begin("run");
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(home.resolve(".initrunner/telemetry-spool")).isNotEmptyDirectory();
        open().disable();
        assertThat(home.resolve(".initrunner/telemetry-spool")).doesNotExist();
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        running.finish(0, null);
        running.close();
        assertThat(home.resolve(".initrunner/telemetry-spool")).doesNotExist();
        assertThat(open().decision().reason()).isEqualTo(Decision.Reason.DENIED);
    }

    @Test
    void record_handsOver_whenARunHasGoneOnForTheInterval() throws IOException {
        open().enable();
        Telemetry running = open();
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        surroundings.elapsedMillis = 3_599_999;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(spooled()).isEmpty();
        surroundings.elapsedMillis = 3_600_000;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(spooled()).hasSize(4);
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(spooled()).hasSize(4);
        surroundings.elapsedMillis = 7_200_000;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(spooled()).hasSize(6);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("telemetry"));
    }

    @Test
    void record_obeysWhatAnotherProcessStores_bothWays() throws IOException {
        Policy policy = InitRunnerPolicy.builder().notice("Title", "Text").build();
        Telemetry running = Telemetry.open(policy, "1.0", surroundings);
        running.begin("run");
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        open().noticed();
        surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS - 1;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(home.resolve(".initrunner/telemetry-spool")).doesNotExist();
        surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        assertThat(home.resolve(".initrunner/telemetry-spool")).isNotEmptyDirectory();
        // Without the mark of a refusal, as an administrator's tool might leave it.
        open().disable();
        Files.delete(home.resolve(".initrunner/telemetry.denied"));
        surroundings.elapsedMillis = 2 * Telemetry.MAX_AGE_MILLIS;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        running.finish(0, null);
        running.close();
        assertThat(home.resolve(".initrunner/telemetry-spool")).doesNotExist();
    }

    @Test
    void record_takesTheNewId_whenAnotherProcessHasReplacedIt() throws IOException {
        open().enable();
        Telemetry running = open();
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        String renewed = open().reset();
        surroundings.elapsedMillis = Telemetry.MAX_AGE_MILLIS;
        running.record(InitRunnerPolicy.CALL, "short", 3, true);
        running.close();
        assertThat(spooled())
                .extracting(each -> String.valueOf(each.get("install")))
                .containsOnly(renewed);
    }

    @Test
    void reset_replacesTheId_andDeletesWhatWaitsUnderTheOldOne() throws IOException {
        assertThat(open().reset()).isNull();
        assertThat(home).isEmptyDirectory();
        open().enable();
        run("run", 0);
        Object old = spooled().get(0).get("install");
        String renewed = open().reset();
        assertThat(renewed).hasSize(32).isNotEqualTo(old);
        assertThat(spooled()).isEmpty();
        run("run", 0);
        // The first run's event was among what was deleted: nobody has had it.
        assertThat(spooled())
                .extracting(each -> each.get("event") + " " + each.get("install"))
                .containsExactly("cli_first_run " + renewed, "cli_command " + renewed);
    }

    @Test
    void debug_printsEachEvent_andKeepsNothing() {
        surroundings.environment.put("INITRUNNER_TELEMETRY_DEBUG", "1");
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        run("run", 0);
        String[] lines = surroundings.errors.toString(StandardCharsets.UTF_8).split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("[initrunner telemetry] {\"id\":").contains("cli_first_run");
        assertThat(lines[1]).startsWith("[initrunner telemetry] {\"id\":").contains("\"command\":\"run\"");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void debug_saysThatNothingWouldBeSent_whenOff() {
        surroundings.environment.put("INITRUNNER_TELEMETRY_DEBUG", "1");
        surroundings.environment.put("DO_NOT_TRACK", "1");
        run("run", 0);
        assertThat(surroundings.errors.toString(StandardCharsets.UTF_8))
                .contains("[initrunner telemetry] would send nothing: off: DO_NOT_TRACK is set; "
                        + "with telemetry on it would be: {\"id\":");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void debug_printsNothing_whenTheCommandIsQuiet() {
        surroundings.environment.put("INITRUNNER_TELEMETRY_DEBUG", "1");
        run("help", 0);
        assertThat(surroundings.errors.size()).isZero();
    }

    @Test
    void asks_onlyAtATerminal_inACommand_whileUndecided() throws IOException {
        Telemetry telemetry = open();
        assertThat(telemetry.asks()).isFalse();
        telemetry.begin("help");
        assertThat(telemetry.asks()).isFalse();
        telemetry.begin("run");
        assertThat(telemetry.asks()).isTrue();
        telemetry.answer(false);
        assertThat(telemetry.asks()).isFalse();
        surroundings.terminals = new Terminals(false, true);
        Files.delete(home.resolve(".initrunner/telemetry.denied"));
        Files.delete(home.resolve(".initrunner/telemetry.json"));
        Telemetry piped = Telemetry.open(InitRunnerPolicy.builder().build(), "1", surroundings);
        piped.begin("run");
        assertThat(piped.decision().reason()).isEqualTo(Decision.Reason.UNDECIDED);
        assertThat(piped.asks()).isFalse();
    }

    @Test
    void record_doesNotThrow_andLeavesTheToolAlone_whenNothingCanBeWritten() throws IOException {
        surroundings.environment.put("INITRUNNER_TELEMETRY", "on");
        Files.writeString(home.resolve(".initrunner"), "a file where the directory should be");
        run("run", 0);
        assertThat(home.resolve(".initrunner")).isRegularFile();
        assertThat(surroundings.errors.size()).isZero();
    }

    @Test
    void record_doesNotThrow_whenTheSpoolIsNoDirectory() throws IOException {
        open().enable();
        Files.writeString(home.resolve(".initrunner/telemetry-spool"), "in the way");
        run("run", 0);
        assertThat(home.resolve(".initrunner/telemetry-spool")).hasContent("in the way");
    }

    @Test
    void record_doesNotFollowASymbolicLink_whenTheSpoolIsOne() throws IOException {
        open().enable();
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve(".initrunner/telemetry-spool"), elsewhere);
        run("run", 0);
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void upload_throws_andSaysWhy_whenOffOrWithoutACollector() throws IOException {
        assertThatThrownBy(() -> open().upload())
                .isInstanceOf(IOException.class)
                .hasMessage("Nothing was sent: telemetry is off: you have not been asked yet.");
        open().enable();
        assertThatThrownBy(() -> open().upload())
                .hasMessage("Nothing was sent: no collector with a write key is known.");
    }
}
