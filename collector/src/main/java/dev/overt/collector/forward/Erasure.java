package dev.overt.collector.forward;

import java.util.Locale;

/**
 * How far one destination is with forgetting an installation.
 *
 * @param destination as the product's manifest names it
 * @param detail a sentence for the operator: what was asked for, what fails, or what to do by hand; never the id
 */
public record Erasure(String destination, State state, String detail) {
    /** What a receiver answers, before it is said of which. */
    record Result(State state, String detail) {
        static Result done(String detail) {
            return new Result(State.DONE, detail);
        }

        static Result pending(String detail) {
            return new Result(State.PENDING, detail);
        }

        static Result impossible(String detail) {
            return new Result(State.IMPOSSIBLE, "not possible; " + detail + ".");
        }
    }

    /** How far it is. */
    public enum State {
        /** The receiver has said that it holds nothing of it any more, or that it will not in the time its vendor states. */
        DONE,
        /** It was not asked yet, or has not said yes yet; it is asked again. */
        PENDING,
        /** The receiver has no way to be asked, or was not set up for one; the detail says what to do by hand. */
        IMPOSSIBLE;

        private final String code = name().toLowerCase(Locale.ROOT);

        /** The word of the protocol. */
        public String code() {
            return code;
        }
    }
}
