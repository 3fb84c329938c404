package dev.overt.examples.ktx;

/** Something that was named is not there. */
final class NotFoundError extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotFoundError(String message) {
        super(message);
    }
}
