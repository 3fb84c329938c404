package dev.overt.examples.altimate;

/** More text than the model can hold. */
final class ContextOverflowError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContextOverflowError(String message) {
        super(message);
    }
}
