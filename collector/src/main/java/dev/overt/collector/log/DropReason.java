package dev.overt.collector.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why enforcement removed, changed or refused something; of what can befall a value the gravest comes first. */
public enum DropReason {
    UNDECLARED_EVENT,
    UNDECLARED_PROPERTY,
    EXPIRED,
    INVALID_VALUE,
    UNKNOWN_VALUE,
    CUT_VALUE,
    MISSING_PROPERTY,
    CLAMPED_TIME,
    CLIENT_METADATA,
    INVALID_EVENT,
    CONFLICTING_ID,
    TOO_LARGE,
    DELETED_INSTALLATION,
    /** Nothing was dropped but from the counts: the store says so of an event that came after its period was sealed. */
    LATE_EVENT;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name that the protocol, the log and the store use, e.g. {@code undeclared_event}. */
    public String code() {
        return code;
    }

    /** The graver of two reasons, either of which may be null for none. */
    public static @Nullable DropReason graver(@Nullable DropReason one, @Nullable DropReason other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }
}
