package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.EventFields;
import dev.overt.collector.receive.SentTime;
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
    /** 2020: a smaller number counts seconds, or something else. */
    private static final long MIN_MILLIS = 1_577_836_800_000L;

    /** The end of the year 9999. */
    private static final long MAX_MILLIS = 253_402_300_799_000L;

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
        if (sent instanceof Long number) {
            return number >= MIN_MILLIS && number <= MAX_MILLIS ? number : null;
        }
        Object text = sent instanceof String written ? written.replace(' ', 'T') : sent;
        return SentTime.at(text) instanceof Long millis ? millis : null;
    }
}
