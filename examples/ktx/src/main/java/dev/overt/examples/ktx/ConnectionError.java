package dev.overt.examples.ktx;

/** A database could not be reached. */
final class ConnectionError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectionError(String message) {
        super(message);
    }
}
