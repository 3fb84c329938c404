package dev.overt.examples.altimate;

/** A file or an argument does not say what it must say. */
final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigError(String message) {
        super(message);
    }
}
