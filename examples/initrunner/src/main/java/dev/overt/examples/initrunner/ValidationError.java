package dev.overt.examples.initrunner;

/** A role file that does not say what a role file must say. */
final class ValidationError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ValidationError(String message) {
        super(message);
    }
}
