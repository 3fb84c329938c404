package dev.overt.client;

import java.util.Objects;

/** What follows for one run: whether telemetry is on, the one reason that decided it, and a sentence for people. */
public record Decision(boolean on, Reason reason, String sentence) {

    /** What decided. */
    public enum Reason {
        /** The command is one that neither asks nor reports. */
        QUIET,
        /** An environment variable says on or off, or something not understood. */
        ENVIRONMENT,
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
        DEFAULT
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
