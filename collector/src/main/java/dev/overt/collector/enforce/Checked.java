package dev.overt.collector.enforce;

import dev.overt.collector.log.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * What a property's rule made of a sent value.
 *
 * @param value what is kept, as {@code LogEntry.Accepted} describes it, or null for nothing
 * @param reason why the value is not kept as it was sent, the gravest if there are several, or null if it is
 */
record Checked(@Nullable Object value, @Nullable DropReason reason) {
    private static final Checked REFUSED = new Checked(null, DropReason.INVALID_VALUE);

    static Checked kept(Object value) {
        return new Checked(value, null);
    }

    /** A value outside a closed set gave way to the set's {@code otherwise}. */
    static Checked replaced(String otherwise) {
        return new Checked(otherwise, DropReason.UNKNOWN_VALUE);
    }

    /** The first part of a value that is longer than the property may be. */
    static Checked cut(Object value) {
        return new Checked(value, DropReason.CUT_VALUE);
    }

    static Checked refused() {
        return REFUSED;
    }
}
