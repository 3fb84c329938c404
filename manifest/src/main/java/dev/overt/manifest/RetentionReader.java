package dev.overt.manifest;

import dev.overt.manifest.Retention.Period;
import java.time.Duration;

/** Reads {@code retention:}. */
final class RetentionReader {
    private RetentionReader() {}

    /** Reads how long a collector keeps things; {@code forwards} tells whether it has a destination. */
    static Retention read(Value value, boolean forwards) {
        Mapping retention = value.mapping();
        Value raw = retention.required("raw", "90d");
        Value rollups = retention.required("rollups", "forever");
        Retention read = new Retention(period(raw), period(rollups));
        retention.close();
        if (read.raw() instanceof Period.Forever) {
            raw.error(
                    Rule.FOREVER,
                    "Events cannot be kept for ever.",
                    "Write a number of days, such as `90d`, or `none`.");
        } else if (read.raw() instanceof Period.None && !forwards) {
            raw.error(
                    Rule.NOWHERE, "What is neither kept nor forwarded is lost.", "Declare `destinations`, or keep it.");
        } else if (isShorter(read.rollups(), read.raw())) {
            rollups.error(
                    Rule.ORDER,
                    "Counts must outlive the events.",
                    "Write at least as many days as in `retention.raw`.");
        }
        return read;
    }

    private static Period period(Value value) {
        String word = value.isScalar() ? value.word() : "";
        if (word.equals("forever")) {
            return new Period.Forever();
        }
        return word.equals("none")
                ? new Period.None()
                : new Period.Days((int)
                        Interval.read(value, Form.DAYS, Duration.ofDays(1)).toDays());
    }

    private static boolean isShorter(Period rollups, Period raw) {
        return rollups instanceof Period.Days counts
                && raw instanceof Period.Days events
                && counts.days() < events.days();
    }
}
