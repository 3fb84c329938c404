package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked and stored only where a person is, and what is handed on to child processes. */
final class PersonTest {
    @TempDir
    Path home;

    private FakeSurroundings surroundings;

    PersonTest() {
        surroundings = new FakeSurroundings(Path.of("/"));
    }

    @BeforeEach
    void freshSurroundings() {
        surroundings = new FakeSurroundings(home);
    }

    private Telemetry begun(Policy.Builder policy) {
        Telemetry telemetry = Telemetry.open(policy.build(), "1", surroundings);
        telemetry.begin("run");
        return telemetry;
    }

    private static Policy.Builder noticing() {
        return InitRunnerPolicy.builder().notice("", "It reports.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AI_AGENT",
                "AGENT",
                "AMP_CURRENT_THREAD_ID",
                "ANTIGRAVITY_AGENT",
                "AUGMENT_AGENT",
                "CLAUDECODE",
                "CLAUDE_CODE",
                "CLAUDE_CODE_IS_COWORK",
                "CLINE_ACTIVE",
                "CODEX_CI",
                "CODEX_SANDBOX",
                "CODEX_THREAD_ID",
                "COPILOT_AGENT",
                "COPILOT_CLI",
                "CURSOR_AGENT",
                "GEMINI_CLI",
                "GOOSE_TERMINAL",
                "OPENCLAW_SHELL",
                "OPENCODE",
                "OPENCODE_CLIENT",
                "PI_CODING_AGENT",
                "ROO_ACTIVE",
                "TRAE_AI_SHELL_ID",
                "CI"
            })
    void nobodyIsAskedOrTold_andNoConsentIsStored_whereAProgramIsInThePersonsPlace(String variable) throws IOException {
        surroundings.environment.put(variable, "1");
        Telemetry asking = begun(InitRunnerPolicy.builder());
        assertThat(asking.decision().reason()).isEqualTo(Decision.Reason.UNDECIDED);
        assertThat(asking.asks()).isFalse();
        Telemetry noticing = begun(noticing());
        assertThat(noticing.decision().reason()).isEqualTo(Decision.Reason.UNNOTICED);
        assertThat(noticing.notifies()).isFalse();
        noticing.noticed();
        String what = variable.equals("CI") ? "this is a CI run" : "a coding agent runs this (" + variable + " is set)";
        for (boolean answered : new boolean[] {false, true}) {
            assertThatThrownBy(() -> {
                        if (answered) {
                            asking.answer(true);
                        } else {
                            asking.enable();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("Only a person can agree, and " + what
                            + ". Run this at a terminal yourself, or set INITRUNNER_TELEMETRY=1.");
        }
        assertThat(home).isEmptyDirectory();
        asking.disable();
        assertThat(home.resolve(".initrunner/telemetry.denied")).exists();
    }

    @Test
    void aVariableOfAnAgent_saysNothing_whenItSaysNo() {
        surroundings.environment.putAll(Map.of("CLAUDECODE", "0", "AGENT", "false", "AI_AGENT", " "));
        assertThat(begun(InitRunnerPolicy.builder()).asks()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true,true,true,true", "true,false,false,true", "false,true,false,false", "false,false,false,false"})
    void aTerminalIsNeeded_toAskBothWays_andToAgreeForInputOnly(
            boolean input, boolean output, boolean asked, boolean agrees) throws IOException {
        surroundings.terminals = new Terminals(input, output);
        assertThat(begun(InitRunnerPolicy.builder()).asks()).isEqualTo(asked);
        assertThat(begun(noticing()).notifies()).isEqualTo(asked);
        Telemetry telemetry = begun(InitRunnerPolicy.builder());
        if (agrees) {
            telemetry.enable();
            assertThat(telemetry.decision().reason()).isEqualTo(Decision.Reason.GRANTED);
        } else {
            assertThatThrownBy(telemetry::enable)
                    .hasMessageStartingWith("Only a person can agree, and standard input is not a terminal. Run this");
            assertThat(home).isEmptyDirectory();
        }
    }

    @Test
    void enable_namesNoVariable_whereNoneTurnsOn() {
        surroundings.terminals = new Terminals(false, false);
        Telemetry telemetry = begun(Policy.builder("x", "X", "sha256:0").offWhenTruthy("NO_X"));
        assertThatThrownBy(telemetry::enable).hasMessageEndingWith("Run this at a terminal yourself.");
    }

    @Test
    void asksOrNotifies_whereWhatIsStoredCanBeReplaced() throws IOException {
        Files.createDirectory(home.resolve(".initrunner"));
        Files.writeString(home.resolve(".initrunner/telemetry.json"), "{");
        assertThat(begun(InitRunnerPolicy.builder()).asks()).isTrue();
        assertThat(begun(InitRunnerPolicy.builder()).notifies()).isFalse();
        assertThat(begun(noticing()).notifies()).isTrue();
        assertThat(begun(noticing()).asks()).isFalse();
        assertThat(begun(InitRunnerPolicy.builder().on()).asks()).isFalse();
        assertThat(begun(InitRunnerPolicy.builder().on()).notifies()).isFalse();
    }

    @Test
    void asksNobody_whereTheAnswerWouldHaveNoPlace() {
        surroundings = new FakeSurroundings(home) {
            @Override
            @Nullable
            Path home() {
                return null;
            }
        };
        assertThat(begun(InitRunnerPolicy.builder()).decision().reason()).isEqualTo(Decision.Reason.UNREADABLE);
        assertThat(begun(InitRunnerPolicy.builder()).asks()).isFalse();
        assertThat(begun(noticing()).notifies()).isFalse();
    }

    @Test
    void inherit_handsARefusalOn_whateverElseTurnsThisRunOff() throws IOException {
        surroundings.environment.put("DO_NOT_TRACK", "1");
        assertThat(inherited(InitRunnerPolicy.builder())).containsExactly(Map.entry("INITRUNNER_TELEMETRY", "0"));
        surroundings.environment.clear();
        assertThat(inherited(InitRunnerPolicy.builder())).isEmpty();
        begun(InitRunnerPolicy.builder()).enable();
        assertThat(inherited(InitRunnerPolicy.builder())).isEmpty();
        Files.writeString(home.resolve("settings"), "off");
        assertThat(inherited(
                        InitRunnerPolicy.builder().file("~/settings", "", new String[] {"on"}, new String[] {"off"})))
                .containsKey("INITRUNNER_TELEMETRY");
        begun(InitRunnerPolicy.builder()).disable();
        surroundings.terminals = new Terminals(false, false);
        assertThat(inherited(InitRunnerPolicy.builder().offWithoutTerminal())).containsKey("INITRUNNER_TELEMETRY");
        assertThat(inherited(Policy.builder("x", "X", "sha256:0").state("~/.initrunner/telemetry.json")))
                .containsExactly(Map.entry("DO_NOT_TRACK", "1"));
    }

    private Map<String, String> inherited(Policy.Builder policy) {
        Map<String, String> environment = new HashMap<>();
        begun(policy).inherit(environment);
        return environment;
    }

    @Test
    void inherit_doesNotThrow_whenTheEnvironmentCannotBeChanged() {
        surroundings.environment.put("DO_NOT_TRACK", "1");
        Map<String, String> fixed = Map.of();
        assertThatCode(() -> begun(InitRunnerPolicy.builder()).inherit(fixed)).doesNotThrowAnyException();
    }

    @Test
    void aRunThatTheEnvironmentTurnsOff_doesNotReadTheState() {
        surroundings.environment.put("DO_NOT_TRACK", "1");
        Evidence evidence =
                new Evidence(InitRunnerPolicy.policy(), surroundings, new Installation(home, surroundings)) {
                    @Override
                    State state() {
                        throw new AssertionError("read");
                    }
                };
        assertThat(Consent.decide(evidence, "run").on()).isFalse();
    }
}
