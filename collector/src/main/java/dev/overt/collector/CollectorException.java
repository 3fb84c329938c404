package dev.overt.collector;

import org.jspecify.annotations.Nullable;

/** Why a collector does not start or does not answer, and how to mend it, in a sentence for people. */
public final class CollectorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CollectorException(String message) {
        super(message);
    }

    CollectorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
