package dev.overt.tool;

/** A failure that the person at the terminal can mend; its message is the whole of what they read. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }

    Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
