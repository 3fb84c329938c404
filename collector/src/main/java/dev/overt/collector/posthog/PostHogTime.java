package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * The times of a PostHog request, by the collector's clock: a client says when it sent the request, so how far its clock
 * is off is known.
 */
final class PostHogTime {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_LENGTH = 40;

    private final long skewMillis;

    PostHogTime(@Nullable Object sentAt, long receivedAtMillis) {
        Long sentAtMillis = millis(sentAt);
        skewMillis = sentAtMillis == null ? 0 : receivedAtMillis - sentAtMillis;
    }

    /** The time of an event as a sent value: null for none, unusable if it is no time. */
    @Nullable
    Object at(@Nullable Object timestamp) {
        if (timestamp == null) {
            return null;
        }
        Long millis = millis(timestamp);
        return millis == null ? IncomingEvent.UNUSABLE : (Object) (millis + skewMillis);
    }

    private static @Nullable Long millis(@Nullable Object sent) {
        if (!(sent instanceof String text) || text.length() > MAX_LENGTH) {
            return null;
        }
        try {
            Instant instant = instant(text);
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : (Long) instant.toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Without an offset a time is taken as UTC. */
    private static Instant instant(String text) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
