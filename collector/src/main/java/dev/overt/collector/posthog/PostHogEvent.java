package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.EventFields;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event, of the old protocol or of the new one, for they share what is kept.
 *
 * <pre>
 * event                           → name
 * uuid                            → id; none if it is empty or no UUID
 * distinct_id | $distinct_id      → install, here or in properties
 * timestamp, offset, sent_at      → at, see {@link PostHogTime}
 * api_key | token | $token        the key, here or in properties
 * properties                      → properties, with PostHog's own, which start with $
 * anything else                   → metadata, by its own name, e.g. $set, type, library, session_id, options
 * </pre>
 */
final class PostHogEvent {
    private static final Set<String> FIELDS = Set.of(
            "event",
            "uuid",
            "distinct_id",
            "$distinct_id",
            "timestamp",
            "offset",
            "sent_at",
            "api_key",
            "token",
            "$token");
    private static final List<String> INSTALL = List.of("distinct_id", "$distinct_id");

    private PostHogEvent() {}

    /** @param key takes the key that the event names */
    static IncomingEvent read(byte[] body, Slice slice, PostHogTime time, PostHogKey key) {
        if (slice.tooLarge()) {
            UUID id = SentValue.uuid(EventFields.find(body, slice, "uuid"));
            return malformed(id, DropReason.TOO_LARGE, slice, "");
        }
        EventFields fields = EventFields.read(body, slice, FIELDS);
        if (fields == null) {
            return malformed(null, DropReason.INVALID_EVENT, slice, "");
        }
        UUID id = SentValue.uuid(fields.known().get("uuid"));
        Map<String, @Nullable Object> properties = fields.properties();
        if (properties == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/properties");
        }
        key.takeEvent(fields.known(), properties);
        if (!(fields.known().get("event") instanceof String name) || name.isEmpty()) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/event");
        }
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                installation(fields.known(), properties),
                time.of(fields),
                properties,
                fields.unknown(),
                List.of(),
                slice.sizeBytes());
    }

    private static IncomingEvent malformed(@Nullable UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }

    private static @Nullable Object installation(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> properties) {
        for (Map<String, @Nullable Object> place : List.of(fields, properties)) {
            for (String name : INSTALL) {
                if (place.get(name) != null) {
                    return place.get(name);
                }
            }
        }
        return null;
    }
}
