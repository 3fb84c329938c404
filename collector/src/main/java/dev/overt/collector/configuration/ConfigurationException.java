package dev.overt.collector.configuration;

/** Something is set that cannot be; the message has a line for each, with where it stands and how to mend it. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ConfigurationException(String message) {
        super(message);
    }
}
