package dev.overt.manifest;

import java.util.Locale;

/**
 * One thing that is wrong with a manifest: where, what, and how to mend it.
 *
 * @param line from 1
 * @param column from 1
 * @param rule short id of what is demanded, such as {@code unknown-key}
 * @param what a sentence
 * @param mend a sentence
 */
public record Problem(String file, int line, int column, Severity severity, String rule, String what, String mend) {

    /** Whether a manifest with the problem is refused. */
    public enum Severity {
        /** It is. */
        ERROR,
        /** It is not. */
        WARNING
    }

    /** {@code FILE:LINE:COLUMN: error: WHAT. MEND}; a warning ends in its rule, {@code [event-name]}. */
    @Override
    public String toString() {
        String line = "%s:%d:%d: %s: %s %s"
                .formatted(file, this.line, column, severity.name().toLowerCase(Locale.ROOT), what, mend);
        return severity == Severity.WARNING ? line + " [" + rule + "]" : line;
    }
}
