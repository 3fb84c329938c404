package dev.overt.collector.segment;

import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.receive.SentTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When messages of one request happened, by the collector's clock: as long before it was received as they say to have
 * happened before it was sent.
 *
 * <pre>
 * originalTimestamp, else timestamp   ISO 8601
 * sentAt                              the message's, else the batch's; without it the time holds as it is
 * </pre>
 */
final class MessageTime {
    private final @Nullable Object sentAt;
    private final long receivedAtMillis;

    MessageTime(@Nullable Object sentAt, long receivedAtMillis) {
        this.sentAt = sentAt;
        this.receivedAtMillis = receivedAtMillis;
    }

    /** A sent value: null for none, unusable for what is no time. */
    @Nullable
    Object of(Map<String, @Nullable Object> message) {
        Object original = message.get("originalTimestamp");
        Object at = SentTime.at(original != null ? original : message.get("timestamp"));
        if (!(at instanceof Long millis)) {
            return at == null ? null : IncomingEvent.UNUSABLE;
        }
        Object own = message.get("sentAt");
        return SentTime.at(own != null ? own : sentAt) instanceof Long sentMillis
                ? (Object) (millis + receivedAtMillis - sentMillis)
                : millis;
    }
}
