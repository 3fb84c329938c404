package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** A time that a client wrote as ISO 8601 has it: a date and a time of day, and an offset or none, which means UTC. */
public final class SentTime {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MAX_LENGTH = 40;

    /** The offset as {@code Z}, {@code +01:00} or {@code +0100}: Application Insights' client for Java writes the last. */
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    private SentTime() {}

    /** An event's time as {@link IncomingEvent} has it: null if none was sent, unusable if what was sent is no time. */
    public static @Nullable Object at(@Nullable Object sent) {
        if (sent == null) {
            return null;
        }
        Long millis = sent instanceof String text && text.length() <= MAX_LENGTH ? millis(text) : null;
        return millis == null ? IncomingEvent.UNUSABLE : (Object) millis;
    }

    private static @Nullable Long millis(String text) {
        try {
            TemporalAccessor time = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
            return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : (Long) instant.toEpochMilli();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
