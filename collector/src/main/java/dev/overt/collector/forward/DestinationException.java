package dev.overt.collector.forward;

/** A destination is set up as it cannot be; the message says which, why, and how to mend it. */
public final class DestinationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DestinationException(String message) {
        super(message);
    }
}
