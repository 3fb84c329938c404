package dev.overt.examples.altimate;

/** The person's settings forbid it. */
final class PermissionError extends RuntimeException {
    private static final long serialVersionUID = 1;

    PermissionError(String message) {
        super(message);
    }
}
