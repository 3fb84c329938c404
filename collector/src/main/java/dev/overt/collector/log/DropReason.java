package dev.overt.collector.log;

import java.util.Locale;

/** Why enforcement removed, changed or refused something. */
public enum DropReason {
    UNDECLARED_EVENT,
    UNDECLARED_PROPERTY,
    INVALID_VALUE,
    UNKNOWN_VALUE,
    MISSING_PROPERTY,
    CLAMPED_TIME,
    CLIENT_METADATA,
    INVALID_EVENT,
    TOO_LARGE;

    private final String code = name().toLowerCase(Locale.ROOT);

    /** The name that the protocol, the log and the store use, e.g. {@code undeclared_event}. */
    public String code() {
        return code;
    }
}
