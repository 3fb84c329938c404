package dev.overt.examples.initrunner;

/** A role file that is not there. */
final class FileNotFoundError extends RuntimeException {
    private static final long serialVersionUID = 1;

    FileNotFoundError(String message) {
        super(message);
    }
}
