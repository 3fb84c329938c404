package dev.overt.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** InitRunner's consent as a person meets it, in a real terminal and outside one. */
final class ConsentInTerminalTest {
    /** Beyond a bound of the duration's buckets. */
    private static final int LONG_THOUGHT_MILLIS = 5_500;

    private static final String QUESTION = "Enable anonymous usage telemetry?";

    @TempDir
    private Path home;

    private Path state;
    private Path spool;

    @BeforeEach
    void locate() {
        state = home.resolve(".initrunner/telemetry.json");
        spool = home.resolve(".initrunner/telemetry-spool");
    }

    @Test
    void firstRun_asksOnceAndRecords_whenAccepted() throws IOException {
        Run first = doctor("y\n");
        Run second = doctor("y\n");

        assertThat(first.out()).contains("Help improve InitRunner?").contains(QUESTION);
        assertThat(second.out()).doesNotContain(QUESTION);
        assertThat(state).content().contains("\"consent\":\"granted\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
                .isEqualTo("rw-------");
        assertThat(spooled())
                .contains("\"event\":\"cli_first_run\"")
                .contains("\"event\":\"cli_command\"")
                .contains("\"command\":\"doctor\"")
                .containsOnlyOnce("cli_first_run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "no\n", "\n"})
    void firstRun_storesRefusalAndRecordsNothing_whenAnsweredNoOrEnter(String answer) {
        Run first = doctor(answer);
        Run second = doctor("y\n");

        assertThat(first.status()).isZero();
        assertThat(first.out()).contains(QUESTION);
        assertThat(second.out()).doesNotContain(QUESTION);
        assertThat(state).content().contains("\"consent\":\"denied\"").doesNotContain("install_id");
        assertThat(spool).doesNotExist();
    }

    @Test
    void refusal_survives_aStateFileThatIsDamagedOrDeleted() throws IOException {
        doctor("n\n");
        Files.writeString(state, "{\"schema_version\":2,\"consent\":\"gran");
        assertThat(doctor("y\n").out()).doesNotContain(QUESTION);
        Files.delete(state);
        assertThat(doctor("y\n").out()).doesNotContain(QUESTION);
        assertThat(spool).doesNotExist();
    }

    @Test
    void firstRun_storesNothing_whenInputEndsBeforeAnAnswer() {
        Run run = doctor(Terminal.END_OF_INPUT);

        assertThat(run.out()).contains(QUESTION);
        assertThat(home.resolve(".initrunner")).doesNotExist();
    }

    @Test
    void firstRun_doesNotCountTheTimeAtTheQuestion_howeverLongItTakes() throws IOException {
        Terminal.run(Checkout.initrunner("doctor"), home, Map.of(), QUESTION, "y\n", LONG_THOUGHT_MILLIS);

        assertThat(spooled()).contains("\"command\":\"doctor\"").doesNotContain("5-30s");
    }

    @Test
    void firstRun_storesNothing_whenInterruptedAtTheQuestion() {
        Run run = doctor(Terminal.INTERRUPT);

        assertThat(run.out()).contains(QUESTION).doesNotContain("Working directory");
        assertThat(run.status()).isEqualTo(128 + 2);
        assertThat(home.resolve(".initrunner")).doesNotExist();
        assertThat(doctor("n\n").out()).contains(QUESTION);
    }

    @Test
    void run_asksNothingAndLeavesNothing_withoutTerminal() {
        Run run = Run.of(Checkout.initrunner("doctor"), home, Map.of());

        assertThat(run.status()).isZero();
        assertThat(run.out()).doesNotContain(QUESTION);
        assertThat(home.resolve(".initrunner")).doesNotExist();
    }

    @Test
    void run_asksNothingAndLeavesNothing_whenSwitchedOffByEnvironmentOrInCi() {
        for (Map<String, String> environment :
                List.of(Map.of("DO_NOT_TRACK", "1"), Map.of("INITRUNNER_TELEMETRY", "off"), Map.of("CI", "true"))) {
            Run run = Terminal.run(Checkout.initrunner("doctor"), home, environment, QUESTION, "y\n");

            assertThat(run.out()).as("%s", environment).doesNotContain(QUESTION);
            assertThat(home.resolve(".initrunner")).as("%s", environment).doesNotExist();
        }
    }

    @Test
    void help_asksNothing_everywhere() {
        for (String[] words : new String[][] {{"--help"}, {"run", "--help"}, {"--version"}, {"telemetry", "status"}}) {
            Run run = Terminal.run(Checkout.initrunner(words), home, Map.of(), QUESTION, "y\n");

            assertThat(run.out()).doesNotContain(QUESTION);
            assertThat(home.resolve(".initrunner")).doesNotExist();
        }
    }

    @Test
    void debug_printsTheEventAndSendsNothing_whenAccepted() throws IOException {
        doctor("y\n");
        String before = spooled();

        Run run = Terminal.run(
                Checkout.initrunner("doctor"), home, Map.of("INITRUNNER_TELEMETRY_DEBUG", "1"), QUESTION, "y\n");

        assertThat(run.out()).contains("[initrunner telemetry]").contains("\"event\":\"cli_command\"");
        assertThat(spooled()).isEqualTo(before);
    }

    @Test
    void disable_deletesWhatWaits_always() throws IOException {
        doctor("y\n");
        assertThat(spooled()).isNotEmpty();

        Run disabled = Terminal.run(Checkout.initrunner("telemetry", "disable"), home, Map.of(), QUESTION, "");

        assertThat(disabled.out()).contains("Telemetry disabled");
        assertThat(state).content().contains("\"consent\":\"denied\"");
        assertThat(spooled()).isEmpty();
        assertThat(doctor("y\n").out()).doesNotContain(QUESTION);
        assertThat(spooled()).isEmpty();
    }

    @Test
    void doNotTrack_beatsAnAcceptance_always() throws IOException {
        doctor("y\n");
        String before = spooled();

        Terminal.run(Checkout.initrunner("doctor"), home, Map.of("DO_NOT_TRACK", "1"), QUESTION, "");
        Run status = Terminal.run(
                Checkout.initrunner("telemetry", "status"), home, Map.of("DO_NOT_TRACK", "1"), QUESTION, "");

        assertThat(spooled()).isEqualTo(before);
        assertThat(status.out()).contains("DO_NOT_TRACK");
    }

    private Run doctor(String keys) {
        return Terminal.run(Checkout.initrunner("doctor"), home, Map.of(), QUESTION, keys);
    }

    /** Every line that waits in the spool. */
    private String spooled() throws IOException {
        if (!Files.isDirectory(spool)) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> files = Files.list(spool)) {
            for (Path file : files.sorted().toList()) {
                lines.append(Files.readString(file));
            }
        }
        return lines.toString();
    }
}
