package dev.overt.examples.ktx;

/** The project does not say what it must say. */
final class ConfigError extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigError(String message) {
        super(message);
    }
}
