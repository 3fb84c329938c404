package dev.overt.collector.store;

import org.jspecify.annotations.Nullable;

/** Says what the store could not do, why, and how to mend it. */
public sealed class StoreException extends RuntimeException permits UnreadableStoreException {
    private static final long serialVersionUID = 1;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
