package dev.overt.manifest;

import org.jspecify.annotations.Nullable;

/**
 * What ties events together.
 *
 * @param file where the id is kept, starts with {@code ~/}; null where that is the state file, or where no id is kept
 */
public record Identity(Kind kind, @Nullable String file) {
    /** Whose id an event carries. */
    public enum Kind {
        /** A random id of the installation, derived from nothing. */
        INSTALL_ID,
        /** A fresh id for each event. */
        PER_EVENT,
        /** None. */
        NONE
    }
}
