package dev.overt.client;

import java.util.Objects;

/** What follows for one run: whether telemetry is on, the one reason that decided it, and a sentence for people. */
public record Decision(boolean on, Reason reason, String sentence) {

    /** What decided. */
    public enum Reason {
        /** The command is one that neither asks nor reports. */
        QUIET,
        /** The administrator of the machine turned it off. */
        POLICY,
        /** An environment variable says on or off, or something not understood. */
        ENVIRONMENT,
        /** A file of preferences refuses. */
        FILE,
        /** The run is in CI. */
        CI,
        /** Input or output is not a terminal. */
        NO_TERMINAL,
        /** The stored choice cannot be read. */
        UNREADABLE,
        /** The person refused. */
        DENIED,
        /** The person agreed. */
        GRANTED,
        /** The person agreed to less than is collected now. */
        OUTDATED,
        /** The person has not been asked yet. */
        UNDECIDED,
        /** The notice has not been shown yet. */
        UNNOTICED,
        /** The notice has been shown, and nobody refused. */
        NOTICED,
        /** The product reports unless refused, and nobody refused. */
        DEFAULT;

        /** Whether what was decided earlier for this reason still holds, as far as the stored choice says. */
        boolean stands(int covers, State state) {
            return switch (this) {
                case ENVIRONMENT -> true;
                case GRANTED -> state.answer().equals(State.GRANTED) && state.covers() >= covers;
                case NOTICED, DEFAULT -> state.answer().equals(State.UNSET) && state.damage() == null;
                case QUIET, POLICY, FILE, CI, NO_TERMINAL, UNREADABLE, DENIED, OUTDATED, UNDECIDED, UNNOTICED -> false;
            };
        }

        /** Where it comes from, for people. */
        String source() {
            return switch (this) {
                case QUIET -> "the command";
                case POLICY -> "the machine's policy";
                case ENVIRONMENT, CI -> "the environment";
                case FILE -> "a file of preferences";
                case NO_TERMINAL -> "the terminal";
                case UNREADABLE, DENIED, GRANTED, OUTDATED, NOTICED -> "the stored choice";
                case UNDECIDED, UNNOTICED, DEFAULT -> "the default";
            };
        }
    }

    /** Checks that nothing is missing. */
    public Decision {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(sentence, "sentence");
    }

    /** {@code on: …} or {@code off: …}. */
    @Override
    public String toString() {
        return (on ? "on: " : "off: ") + sentence;
    }
}
