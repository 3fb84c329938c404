package dev.overt.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one function that decides whether a run may report. Pure: reads its arguments and nothing else. */
final class Consent {
    private Consent() {}

    /**
     * Asks in this order: quiet command, environment, CI, terminal, stored choice, default. A variable that
     * says "on" beats CI and the stored choice, but makes no terminal where one is needed.
     */
    static Decision decide(
            Policy policy,
            Map<String, String> environment,
            State state,
            Terminals terminals,
            @Nullable String command) {
        if (command != null && policy.quiet.contains(command)) {
            return off(Decision.Reason.QUIET, "the command " + command + " never reports");
        }
        @Nullable Switch turnedOn = null;
        for (Switch each : policy.switches) {
            Switch.@Nullable Opinion opinion = each.read(environment.get(each.variable()));
            if (opinion == Switch.Opinion.ON) {
                turnedOn = each;
                break;
            }
            if (opinion != null) {
                return off(Decision.Reason.ENVIRONMENT, sentence(each, opinion));
            }
        }
        if (turnedOn == null && policy.offInCi && inCi(environment)) {
            return off(Decision.Reason.CI, "this is a CI run");
        }
        if (policy.offWithoutTerminal && !terminals.both()) {
            return off(Decision.Reason.NO_TERMINAL, "input or output is not a terminal");
        }
        if (turnedOn == null) {
            return stored(policy, state);
        }
        // Without a state that can be used there is no install id either.
        return state.damage() == null
                ? on(Decision.Reason.ENVIRONMENT, turnedOn.variable() + " turns it on")
                : unreadable(state);
    }

    static boolean inCi(Map<String, String> environment) {
        return Switch.truthy(environment.get("CI"));
    }

    /** Whether events are to be shown instead of recorded. */
    static boolean debugging(Policy policy, Map<String, String> environment) {
        for (String each : policy.debugVariables) {
            if (Switch.truthy(environment.get(each))) {
                return true;
            }
        }
        return false;
    }

    private static Decision stored(Policy policy, State state) {
        if (state.answer() == State.Answer.DENIED) {
            return off(Decision.Reason.DENIED, "you declined");
        }
        if (state.damage() != null) {
            return unreadable(state);
        }
        if (state.answer() == State.Answer.GRANTED) {
            return state.covers() >= policy.covers
                    ? on(Decision.Reason.GRANTED, "you agreed")
                    : off(Decision.Reason.OUTDATED, "more is collected now than you agreed to");
        }
        if (policy.consent == Policy.Default.ASK) {
            return off(Decision.Reason.UNDECIDED, "you have not been asked yet");
        }
        if (policy.consent == Policy.Default.ON) {
            return on(Decision.Reason.DEFAULT, "you did not decline");
        }
        return state.noticed() >= policy.covers
                ? on(Decision.Reason.NOTICED, "you were told and did not decline")
                : off(Decision.Reason.UNNOTICED, "you have not been told about it yet");
    }

    private static Decision unreadable(State state) {
        return off(Decision.Reason.UNREADABLE, "the stored choice cannot be used, it " + state.damage());
    }

    private static String sentence(Switch variable, Switch.Opinion opinion) {
        if (opinion == Switch.Opinion.NOT_UNDERSTOOD) {
            return variable.variable() + " has a value that is neither on nor off";
        }
        return variable.variable() + (variable.offWhenTruthy() ? " is set" : " turns it off");
    }

    private static Decision on(Decision.Reason reason, String sentence) {
        return new Decision(true, reason, sentence);
    }

    private static Decision off(Decision.Reason reason, String sentence) {
        return new Decision(false, reason, sentence);
    }
}
