package dev.overt.examples.altimate;

/** A warehouse, a server or an engine could not be reached. */
final class ConnectionError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConnectionError(String message) {
        super(message);
    }
}
