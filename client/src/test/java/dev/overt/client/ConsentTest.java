package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ConsentTest {
    private static final @Nullable String UNSET = null;
    private static final List<State> STATES = List.of(
            State.NONE,
            State.NONE.withAnswer(State.Answer.GRANTED, 2),
            State.NONE.withAnswer(State.Answer.GRANTED, 1),
            State.NONE.withAnswer(State.Answer.DENIED, 0),
            State.NONE.withNotice(2),
            State.damaged("is not a JSON object"),
            State.damaged("is too long").withAnswer(State.Answer.DENIED, 0));

    /** All that a decision can depend on. */
    private record Situation(
            Policy policy,
            boolean quiet,
            @Nullable String doNotTrack,
            @Nullable String own,
            @Nullable String ci,
            Terminals terminals,
            State state) {

        Decision decision() {
            Map<String, String> environment = new HashMap<>();
            put(environment, "DO_NOT_TRACK", doNotTrack);
            put(environment, "INITRUNNER_TELEMETRY", own);
            put(environment, "CI", ci);
            return Consent.decide(policy, environment, state, terminals, quiet ? "help" : "run");
        }

        private static void put(Map<String, String> environment, String name, @Nullable String value) {
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    /** The table in words: the first line that applies decides. */
    private static Decision.Reason expectedReason(Situation it) {
        if (it.quiet) {
            return Decision.Reason.QUIET;
        }
        boolean doNotTrack = it.doNotTrack != null && !List.of("", "0", "false").contains(it.doNotTrack);
        boolean ownOff = it.own != null && List.of("off", "junk").contains(it.own);
        boolean ownOn = it.own != null && it.own.equals(" ON ");
        if (doNotTrack || ownOff) {
            return Decision.Reason.ENVIRONMENT;
        }
        if (!ownOn && it.policy.offInCi && "true".equals(it.ci)) {
            return Decision.Reason.CI;
        }
        if (it.policy.offWithoutTerminal && !(it.terminals.input() && it.terminals.output())) {
            return Decision.Reason.NO_TERMINAL;
        }
        if (ownOn) {
            return it.state.damage() == null ? Decision.Reason.ENVIRONMENT : Decision.Reason.UNREADABLE;
        }
        if (it.state.answer() == State.Answer.DENIED) {
            return Decision.Reason.DENIED;
        }
        if (it.state.damage() != null) {
            return Decision.Reason.UNREADABLE;
        }
        if (it.state.answer() == State.Answer.GRANTED) {
            return it.state.covers() >= 2 ? Decision.Reason.GRANTED : Decision.Reason.OUTDATED;
        }
        return switch (it.policy.consent) {
            case ASK -> Decision.Reason.UNDECIDED;
            case NOTICE -> it.state.noticed() >= 2 ? Decision.Reason.NOTICED : Decision.Reason.UNNOTICED;
            case ON -> Decision.Reason.DEFAULT;
        };
    }

    private static boolean expectedOn(Situation it, Decision.Reason reason) {
        return switch (reason) {
            case GRANTED, NOTICED, DEFAULT -> true;
            case ENVIRONMENT ->
                " ON ".equals(it.own)
                        && (it.doNotTrack == null || List.of("", "0", "false").contains(it.doNotTrack));
            case QUIET, CI, NO_TERMINAL, UNREADABLE, DENIED, OUTDATED, UNDECIDED, UNNOTICED -> false;
        };
    }

    @Test
    void decide_followsTheTable_inEverySituation() {
        int count = 0;
        for (Situation each : situations()) {
            Decision decision = each.decision();
            Decision.Reason reason = expectedReason(each);
            assertThat(decision.reason()).as("%s", each).isEqualTo(reason);
            assertThat(decision.on()).as("%s", each).isEqualTo(expectedOn(each, reason));
            count++;
        }
        assertThat(count).isEqualTo(12 * 2 * 5 * 5 * 3 * 4 * 7);
    }

    @Test
    void decide_isOff_whateverElseHolds_whenTheStateIsDamaged() {
        for (Situation each : situations()) {
            if (each.state.damage() != null) {
                assertThat(each.decision().on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_isOff_withoutAnExplicitOn_whenThePersonDenied() {
        for (Situation each : situations()) {
            if (each.state.answer() == State.Answer.DENIED && !" ON ".equals(each.own)) {
                assertThat(each.decision().on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_namesTheVariable_andNeverItsValue() {
        Decision decision = Consent.decide(
                InitRunnerPolicy.policy(),
                Map.of("INITRUNNER_TELEMETRY", "secret"),
                State.NONE.withAnswer(State.Answer.GRANTED, 2),
                new Terminals(true, true),
                "run");
        assertThat(decision).hasToString("off: INITRUNNER_TELEMETRY has a value that is neither on nor off");
    }

    @Test
    void decide_readsVariablesInDeclaredOrder() {
        Policy policy = Policy.builder("x", "X", "sha256:0")
                .onOff("FIRST", new String[] {"on"}, new String[] {"off"})
                .offWhenTruthy("SECOND")
                .build();
        Decision decision = Consent.decide(
                policy, Map.of("FIRST", "on", "SECOND", "1"), State.NONE, new Terminals(true, true), "run");
        assertThat(decision).hasToString("on: FIRST turns it on");
    }

    private static List<Situation> situations() {
        List<Situation> all = new ArrayList<>();
        for (Policy policy : policies()) {
            for (boolean quiet : new boolean[] {false, true}) {
                for (@Nullable String doNotTrack : new @Nullable String[] {UNSET, "", "0", "1", "off"}) {
                    for (@Nullable String own : new @Nullable String[] {UNSET, " ", " ON ", "off", "junk"}) {
                        for (@Nullable String ci : new @Nullable String[] {UNSET, "false", "true"}) {
                            for (int i = 0; i < 4; i++) {
                                for (State state : STATES) {
                                    Terminals terminals = new Terminals((i & 1) == 0, (i & 2) == 0);
                                    all.add(new Situation(policy, quiet, doNotTrack, own, ci, terminals, state));
                                }
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<Policy> policies() {
        List<Policy> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Policy.Builder builder = InitRunnerPolicy.builder();
            if (i % 3 == 1) {
                builder.notice("", "A notice.");
            } else if (i % 3 == 2) {
                builder.on();
            }
            if (i / 3 % 2 == 1) {
                builder.offInCi();
            }
            all.add(i / 6 == 1 ? builder.offWithoutTerminal().build() : builder.build());
        }
        return all;
    }
}
