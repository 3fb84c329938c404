package dev.overt.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one function that decides whether a run may report. Pure: looks at its arguments and at nothing else. */
final class Consent {
    private Consent() {}

    /**
     * Asks in this order: quiet command, the machine's policy, environment, files of preferences, CI, terminal, stored
     * choice, default. A variable that says "on" beats files, CI and the stored choice, but makes no terminal where one
     * is needed.
     *
     * @param command null for all that are not quiet
     */
    static Decision decide(Evidence evidence, @Nullable String command) {
        Policy policy = evidence.policy;
        if (command != null && policy.quiet.contains(command)) {
            return off(Decision.Reason.QUIET, "the command " + command + " never reports");
        }
        Decision said = commanded(evidence);
        if (said != null && !said.on()) {
            return said;
        }
        if (said == null && policy.offInCi && inCi(evidence.environment())) {
            return off(Decision.Reason.CI, "this is a CI run");
        }
        if (policy.offWithoutTerminal && !evidence.atTerminal()) {
            return off(Decision.Reason.NO_TERMINAL, "input or output is not a terminal");
        }
        State state = evidence.state();
        if (said == null) {
            return stored(policy, state);
        }
        // Without a state that can be used there is no install id either.
        return state.damage() == null ? said : unreadable(state);
    }

    /** Whether somebody has refused, even where something else turns this run off. */
    static boolean refused(Evidence evidence) {
        Decision said = commanded(evidence);
        return said == null ? evidence.state().answer().equals(State.DENIED) : !said.on();
    }

    /** What the machine's policy, the environment or a file of preferences say; null where they say nothing. */
    private static @Nullable Decision commanded(Evidence evidence) {
        String prohibition = evidence.prohibition();
        if (prohibition != null) {
            return off(Decision.Reason.POLICY, prohibition);
        }
        Decision said = said(evidence.policy, evidence.environment());
        return said == null ? refusedByFile(evidence) : said;
    }

    private static @Nullable Decision said(Policy policy, Map<String, String> environment) {
        if (Switch.doNotTrack(environment)) {
            return off(Decision.Reason.ENVIRONMENT, Switch.DO_NOT_TRACK + " is set");
        }
        for (Switch each : policy.switches) {
            Switch.Opinion opinion = each.read(environment.get(each.variable()));
            if (opinion != null) {
                return new Decision(opinion == Switch.Opinion.ON, Decision.Reason.ENVIRONMENT, sentence(each, opinion));
            }
        }
        return null;
    }

    private static @Nullable Decision refusedByFile(Evidence evidence) {
        for (FileSwitch each : evidence.policy.files) {
            String refusal = evidence.refusal(each);
            if (refusal != null) {
                return off(Decision.Reason.FILE, refusal);
            }
        }
        return null;
    }

    /** The product's own variable that turns it off, with its word; {@code DO_NOT_TRACK} where it has none. */
    static Switch turningOff(Policy policy) {
        for (Switch each : policy.switches) {
            if (each.offWord() != null && !each.variable().equals(Switch.DO_NOT_TRACK)) {
                return each;
            }
        }
        return new Switch(Switch.DO_NOT_TRACK, List.of(), List.of(), true);
    }

    static boolean inCi(Map<String, String> environment) {
        return Switch.truthy(environment.get("CI"));
    }

    private static Decision stored(Policy policy, State state) {
        if (state.answer().equals(State.DENIED)) {
            return off(Decision.Reason.DENIED, "you declined");
        }
        if (state.damage() != null) {
            return unreadable(state);
        }
        if (state.answer().equals(State.GRANTED)) {
            return state.covers() >= policy.covers
                    ? on(Decision.Reason.GRANTED, "you agreed")
                    : off(Decision.Reason.OUTDATED, "more is collected now than you agreed to");
        }
        if (policy.asks) {
            return off(Decision.Reason.UNDECIDED, "you have not been asked yet");
        }
        if (!policy.notifies) {
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
        String rest = opinion == Switch.Opinion.ON
                ? " turns it on"
                : opinion == Switch.Opinion.NOT_UNDERSTOOD
                        ? " has a value that is neither on nor off"
                        : variable.offWhenTruthy() ? " is set" : " turns it off";
        return variable.variable() + rest;
    }

    private static Decision on(Decision.Reason reason, String sentence) {
        return new Decision(true, reason, sentence);
    }

    private static Decision off(Decision.Reason reason, String sentence) {
        return new Decision(false, reason, sentence);
    }
}
