package dev.overt.manifest;

import java.time.Duration;
import java.util.Optional;

/** Reads {@code retention:}. */
final class RetentionReader {
    private RetentionReader() {}

    static Retention read(Value value) {
        Mapping retention = value.mapping();
        Duration raw = Interval.read(retention.required("raw", "90d"), Form.DAYS, Duration.ofDays(1));
        Optional<Duration> rollups = rollups(retention.required("rollups", "forever"), raw);
        retention.close();
        return new Retention(raw, rollups);
    }

    private static Optional<Duration> rollups(Value value, Duration raw) {
        if (value.isScalar() && value.word().equals("forever")) {
            return Optional.empty();
        }
        Duration rollups = Interval.read(value, Form.ROLLUPS, raw);
        if (rollups.compareTo(raw) < 0) {
            value.error(
                    "order", "Counts must outlive the events.", "Write at least as many days as in `retention.raw`.");
        }
        return Optional.of(rollups);
    }
}
