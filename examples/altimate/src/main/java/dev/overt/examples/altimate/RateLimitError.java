package dev.overt.examples.altimate;

/** A provider has had enough requests for a while. */
final class RateLimitError extends RuntimeException {
    private static final long serialVersionUID = 1;

    RateLimitError(String message) {
        super(message);
    }
}
