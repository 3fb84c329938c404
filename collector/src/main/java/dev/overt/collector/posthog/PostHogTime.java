package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.EventFields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The times of a PostHog request, by the collector's clock: a client says when it sent the request, so how far its clock
 * is off is known.
 *
 * <pre>
 * timestamp   ISO time, by the client's clock
 * offset      milliseconds before it was sent; counts if there is no timestamp
 * sent_at     ISO time, or milliseconds since the epoch: of the event, else of the body, the query or a header
 * </pre>
 *
 * <p>{@code $ignore_sent_at} of the properties, or {@code disable_skew_correction} of the options, says that the
 * timestamp is right as it is.
 */
final class PostHogTime {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_LENGTH = 40;

    /** 2020: a smaller number counts seconds, or something else. */
    private static final long MIN_MILLIS = 1_577_836_800_000L;

    private final long receivedAtMillis;
    private final @Nullable Object sentAt;

    PostHogTime(@Nullable Object sentAt, long receivedAtMillis) {
        this.sentAt = sentAt;
        this.receivedAtMillis = receivedAtMillis;
    }

    /** The time of an event as a sent value: null for none, unusable if it is no time. */
    @Nullable
    Object of(EventFields event) {
        Object timestamp = event.known().get("timestamp");
        if (timestamp == null) {
            Object offset = event.known().get("offset");
            return offset instanceof Long millis && millis >= 0 ? (Object) (receivedAtMillis - millis) : null;
        }
        Long millis = millis(timestamp);
        return millis == null ? IncomingEvent.UNUSABLE : (Object) (millis + skewMillis(event));
    }

    private long skewMillis(EventFields event) {
        Object own = event.known().get("sent_at");
        Long sentAtMillis = isExact(event) ? null : millis(own != null ? own : sentAt);
        return sentAtMillis == null ? 0 : receivedAtMillis - sentAtMillis;
    }

    private static boolean isExact(EventFields event) {
        return isTrue(event.properties(), "$ignore_sent_at")
                || isTrue(event.unknown().get("options"), "disable_skew_correction");
    }

    private static boolean isTrue(@Nullable Object fields, String name) {
        return fields instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get(name));
    }

    private static @Nullable Long millis(@Nullable Object sent) {
        if (sent instanceof Long millis) {
            return millis >= MIN_MILLIS && millis <= LATEST.toEpochMilli() ? millis : null;
        }
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
