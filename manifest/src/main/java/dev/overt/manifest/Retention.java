package dev.overt.manifest;

import java.time.Duration;
import java.util.Optional;

/** How long a collector keeps what was reported. */
public record Retention(Period raw, Period rollups) {
    /** How long something is kept. */
    public sealed interface Period {
        /** It is not kept at all. */
        record None() implements Period {}

        /** It is kept for some whole days. */
        record Days(int days) implements Period {}

        /** It is kept for ever. */
        record Forever() implements Period {}

        /** Days of keeping; empty where for ever. */
        default Optional<Duration> limit() {
            if (this instanceof Days kept) {
                return Optional.of(Duration.ofDays(kept.days()));
            }
            return this instanceof None ? Optional.of(Duration.ZERO) : Optional.empty();
        }
    }
}
