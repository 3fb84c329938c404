package dev.overt.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The decision in every situation, against an oracle that shares nothing with {@link Consent}. */
final class ConsentTest {
    private static final @Nullable String UNSET = null;
    private static final String ON = " ON ";
    private static final List<State> STATES = List.of(
            State.NONE,
            State.NONE.withAnswer(State.GRANTED, 2),
            State.NONE.withAnswer(State.GRANTED, 1),
            State.NONE.withAnswer(State.DENIED, 0),
            State.NONE.withNotice(2),
            State.NONE.withNotice(1),
            State.damaged("is not a JSON object"),
            State.damaged("is too long").withAnswer(State.DENIED, 0));

    /** All that a decision can depend on. */
    private record Case(
            Policy policy,
            boolean quiet,
            boolean prohibited,
            @Nullable String doNotTrack,
            @Nullable String own,
            boolean refusedByFile,
            @Nullable String ci,
            Terminals terminals,
            State state) {

        Situation situation() {
            Situation situation = new Situation(policy);
            put(situation.environment, "DO_NOT_TRACK", doNotTrack);
            put(situation.environment, "INITRUNNER_TELEMETRY", own);
            put(situation.environment, "CI", ci);
            situation.prohibition = prohibited ? "forbidden" : null;
            situation.refusal = refusedByFile ? "refused" : null;
            situation.terminals = terminals;
            situation.state = state;
            return situation;
        }

        Decision decision() {
            return decide(situation());
        }

        Decision decide(Situation situation) {
            return Consent.decide(situation, quiet ? "help" : "run");
        }

        boolean tracked() {
            return doNotTrack == null || List.of("", "0", "false").contains(doNotTrack);
        }

        private static void put(Map<String, String> environment, String name, @Nullable String value) {
            if (value != null) {
                environment.put(name, value);
            }
        }
    }

    /** The table in words: the first line that applies decides. */
    private static Decision.Reason expectedReason(Case it) {
        if (it.quiet) {
            return Decision.Reason.QUIET;
        }
        if (it.prohibited) {
            return Decision.Reason.POLICY;
        }
        boolean ownOff = it.own != null && List.of("off", "junk").contains(it.own);
        boolean ownOn = it.own != null && it.own.equals(ON);
        if (!it.tracked() || ownOff) {
            return Decision.Reason.ENVIRONMENT;
        }
        if (!ownOn && it.refusedByFile) {
            return Decision.Reason.FILE;
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
        if (it.state.answer().equals(State.DENIED)) {
            return Decision.Reason.DENIED;
        }
        if (it.state.damage() != null) {
            return Decision.Reason.UNREADABLE;
        }
        if (it.state.answer().equals(State.GRANTED)) {
            return it.state.covers() >= 2 ? Decision.Reason.GRANTED : Decision.Reason.OUTDATED;
        }
        if (it.policy.asks) {
            return Decision.Reason.UNDECIDED;
        }
        if (!it.policy.notifies) {
            return Decision.Reason.DEFAULT;
        }
        return it.state.noticed() >= 2 ? Decision.Reason.NOTICED : Decision.Reason.UNNOTICED;
    }

    private static boolean expectedOn(Case it, Decision.Reason reason) {
        return switch (reason) {
            case GRANTED, NOTICED, DEFAULT -> true;
            case ENVIRONMENT -> ON.equals(it.own) && it.tracked();
            case QUIET, POLICY, FILE, CI, NO_TERMINAL, UNREADABLE, DENIED, OUTDATED, UNDECIDED, UNNOTICED -> false;
        };
    }

    @Test
    void decide_followsTheTable_inEverySituation() {
        int count = 0;
        for (Case each : cases()) {
            Decision decision = each.decision();
            Decision.Reason reason = expectedReason(each);
            assertThat(decision.reason()).as("%s", each).isEqualTo(reason);
            assertThat(decision.on()).as("%s", each).isEqualTo(expectedOn(each, reason));
            assertThat(decision.sentence()).isNotEmpty();
            count++;
        }
        assertThat(count).isEqualTo(12 * 2 * 2 * 5 * 5 * 2 * 3 * 4 * 8);
    }

    @Test
    void decide_isOff_whateverElseHolds_whenTheMachinesPolicyForbids() {
        for (Case each : cases()) {
            if (each.prohibited) {
                assertThat(each.decision().on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_isOff_whateverElseHolds_whenTheStateIsDamaged() {
        for (Case each : cases()) {
            if (each.state.damage() != null) {
                assertThat(each.decision().on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_isOff_withoutAnExplicitOn_whenThePersonOrAFileRefused() {
        for (Case each : cases()) {
            if (!ON.equals(each.own) && (each.state.answer().equals(State.DENIED) || each.refusedByFile)) {
                assertThat(each.decision().on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_isNeverTurnedOn_byOneMoreRefusal() {
        List<Consumer<Situation>> refusals = List.of(
                it -> it.prohibition = "forbidden",
                it -> it.environment.put("DO_NOT_TRACK", "1"),
                it -> it.environment.put("INITRUNNER_TELEMETRY", "off"),
                it -> it.refusal = "refused",
                it -> it.environment.put("CI", "true"),
                it -> it.terminals = new Terminals(false, false),
                it -> it.state = it.state.withAnswer(State.DENIED, 0));
        for (Case each : cases()) {
            if (!each.decision().on()) {
                for (Consumer<Situation> refusal : refusals) {
                    Situation situation = each.situation();
                    refusal.accept(situation);
                    assertThat(each.decide(situation).on()).as("%s", each).isFalse();
                }
            }
        }
    }

    @Test
    void refused_isWhatTurnsOffEverywhere_andIsInheritedByAChildThatWouldOtherwiseReport() {
        for (Case each : cases()) {
            boolean refused = Consent.refused(each.situation());
            assertThat(refused && each.decision().on()).as("%s", each).isFalse();
            if (refused) {
                Situation child = Situation.of(each.policy, State.NONE.withAnswer(State.GRANTED, 2));
                child.environment.putAll(each.situation().environment);
                Switch off = Consent.turningOff(each.policy);
                child.environment.put(off.variable(), String.valueOf(off.offWord()));
                assertThat(Consent.decide(child, "run").reason()).as("%s", each).isEqualTo(Decision.Reason.ENVIRONMENT);
                assertThat(Consent.decide(child, "run").on()).as("%s", each).isFalse();
            }
        }
    }

    @Test
    void decide_namesTheVariable_andNeverItsValue() {
        Situation situation = Situation.of(InitRunnerPolicy.policy(), State.NONE.withAnswer(State.GRANTED, 2));
        situation.environment.put("INITRUNNER_TELEMETRY", "secret");
        assertThat(Consent.decide(situation, "run"))
                .hasToString("off: INITRUNNER_TELEMETRY has a value that is neither on nor off");
    }

    @Test
    void decide_readsVariablesInDeclaredOrder() {
        Policy policy = Policy.builder("x", "X", "sha256:0")
                .onOff("FIRST", new String[] {"on"}, new String[] {"off"})
                .offWhenTruthy("SECOND")
                .build();
        Situation situation = new Situation(policy);
        situation.environment.putAll(Map.of("FIRST", "on", "SECOND", "1"));
        assertThat(Consent.decide(situation, "run")).hasToString("on: FIRST turns it on");
    }

    @Test
    void decide_obeysDoNotTrack_whereItIsNotDeclared_orLast_orOtherwise() {
        for (Policy.Builder each : List.of(
                Policy.builder("x", "X", "sha256:0").on(),
                Policy.builder("x", "X", "sha256:0")
                        .on()
                        .onOff("FIRST", new String[] {"on"}, new String[] {"off"})
                        .offWhenTruthy("DO_NOT_TRACK"),
                Policy.builder("x", "X", "sha256:0")
                        .on()
                        .onOff("DO_NOT_TRACK", new String[] {"1", "yes"}, new String[] {"0"}))) {
            Situation situation = new Situation(each.build());
            situation.environment.putAll(Map.of("FIRST", "on", "DO_NOT_TRACK", "1"));
            assertThat(Consent.decide(situation, "run")).hasToString("off: DO_NOT_TRACK is set");
        }
    }

    @Test
    void turningOff_isTheProductsOwnVariable_whereItHasOne() {
        assertThat(Consent.turningOff(InitRunnerPolicy.policy()).variable()).isEqualTo("INITRUNNER_TELEMETRY");
        Policy.Builder none = Policy.builder("x", "X", "sha256:0").onOff("X_ON", new String[] {"1"}, new String[0]);
        assertThat(Consent.turningOff(none.build()).variable()).isEqualTo("DO_NOT_TRACK");
        Switch off = Consent.turningOff(none.offWhenTruthy("NO_X").build());
        assertThat(off.variable() + "=" + off.offWord()).isEqualTo("NO_X=1");
    }

    private static List<Case> cases() {
        List<Case> all = new ArrayList<>();
        for (Policy policy : policies()) {
            for (@Nullable String doNotTrack : new @Nullable String[] {UNSET, "", "0", "1", "off"}) {
                for (@Nullable String own : new @Nullable String[] {UNSET, " ", ON, "off", "junk"}) {
                    for (@Nullable String ci : new @Nullable String[] {UNSET, "false", "true"}) {
                        for (State state : STATES) {
                            for (int i = 0; i < 32; i++) {
                                all.add(new Case(
                                        policy,
                                        (i & 1) != 0,
                                        (i & 2) != 0,
                                        doNotTrack,
                                        own,
                                        (i & 4) != 0,
                                        ci,
                                        new Terminals((i & 8) == 0, (i & 16) == 0),
                                        state));
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
            Policy.Builder builder =
                    InitRunnerPolicy.builder().file("~/.initrunner/settings", "", new String[0], new String[] {"off"});
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
