package dev.overt.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words that a property can hold, and what any other word becomes; null where another word is dropped. */
record SetForm(List<String> values, @Nullable String otherwise) {
    private static final int MAX_VALUES = 500;

    /** Reads {@code values:} and {@code otherwise:} of a property. */
    static SetForm read(Mapping property, String example) {
        Value values = property.required("values", example);
        List<String> words = values.words();
        if (words.isEmpty()) {
            values.error(Rule.EMPTY, values.path() + " lists nothing.", "List what may be reported.");
        } else if (words.size() > MAX_VALUES) {
            values.error(Rule.TOO_LONG, values.path() + " lists more than 500 values.", "Keep the ones that matter.");
        }
        Value otherwise = property.optional("otherwise");
        if (!otherwise.isPresent()) {
            return new SetForm(words, null);
        }
        String other = otherwise.word();
        if (words.contains(other)) {
            otherwise.error(
                    Rule.OTHERWISE,
                    Problems.quote(other) + " is among the values already.",
                    "Remove it there, or choose another word.");
        }
        return new SetForm(words, other);
    }
}
