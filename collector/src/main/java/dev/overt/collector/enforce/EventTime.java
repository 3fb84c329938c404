package dev.overt.collector.enforce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened, within what a collector believes: from 30 days before it was received to 10 minutes after.
 *
 * @param clamped whether the sent time was outside, or no time
 */
record EventTime(long atMillis, boolean clamped) {
    private static final long MAX_PAST_MILLIS = Duration.ofDays(30).toMillis();
    private static final long MAX_FUTURE_MILLIS = Duration.ofMinutes(10).toMillis();

    /** @param sent a sent value; none means the time of receipt */
    static EventTime of(@Nullable Object sent, long receivedAtMillis) {
        if (!(sent instanceof Long atMillis)) {
            return new EventTime(receivedAtMillis, sent != null);
        }
        long earliest = receivedAtMillis - MAX_PAST_MILLIS;
        long latest = receivedAtMillis + MAX_FUTURE_MILLIS;
        long believed = Math.max(earliest, Math.min(latest, atMillis));
        return new EventTime(believed, believed != atMillis);
    }
}
