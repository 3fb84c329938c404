package dev.overt.manifest;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads a day such as {@code 2027-06-30}. */
final class Day {
    private Day() {}

    /** The day; null where none is written, and after a problem. */
    static @Nullable LocalDate read(Value value) {
        if (!value.isPresent()) {
            return null;
        }
        String word = value.word(Form.DAY);
        try {
            return value.isWrong() ? null : LocalDate.parse(word);
        } catch (DateTimeException e) {
            value.error(
                    Rule.DAY, Problems.quote(word) + " is no day of the calendar.", "Write " + Form.DAY.mend() + ".");
            return null;
        }
    }
}
