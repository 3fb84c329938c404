package dev.overt.manifest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a manifest: where, what, and how to mend it.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param rule what is demanded
 * @param path keys from the root of the file, with dots between them; empty for the file itself
 * @param what a sentence
 * @param mend a sentence
 * @param accepted why the manifest departs from the rule, in its maintainers' words; null where it does not say
 */
public record Problem(
        String file,
        int line,
        int column,
        Rule rule,
        String path,
        String what,
        String mend,
        @Nullable String accepted) {

    Problem(String file, Place place, Rule rule, String path, String what, String mend) {
        this(file, place.line(), place.column(), rule, path, what, mend, null);
    }

    /** How bad a problem is. */
    public enum Severity {
        /** The manifest is refused, by its reader or by lint. */
        ERROR,
        /** It should be mended, or accepted with a reason. */
        WARNING,
        /** Somebody should look at it. */
        NOTE
    }

    /** How bad it is. */
    public Severity severity() {
        return rule.severity();
    }

    /**
     * {@code FILE:LINE:COLUMN: error: WHAT. MEND [RULE]}; an accepted one says {@code accepted} in place of the severity,
     * and the reason in place of how to mend it.
     */
    @Override
    public String toString() {
        String label = accepted == null ? severity().name().toLowerCase(Locale.ROOT) : "accepted";
        String rest = accepted == null ? mend : Problems.visible(accepted);
        return "%s:%d:%d: %s: %s %s [%s]".formatted(file, line, column, label, what, rest, rule.id());
    }

    /** The same, departed from for a reason. */
    Problem acceptedFor(String reason) {
        return new Problem(file, line, column, rule, path, what, mend, reason);
    }
}
