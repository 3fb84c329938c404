package dev.overt.collector.segment;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.EventFields;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of one request.
 *
 * <pre>
 * type                          track: an event; identify, page, screen, group, alias: see below
 * event                         → name of a track; the others are called $identify, $page, $screen, $group, $alias
 * messageId                     → id if it is a UUID, else one derived from it, else from the message's bytes
 * anonymousId, else userId      → install
 * originalTimestamp, timestamp, sentAt   → at, see {@link MessageTime}
 * properties, traits            → properties
 * context                       → metadata as context.app.version and so on, to a depth of four names
 * writeKey                      the key
 * anything else                 → metadata by its own name, e.g. channel, name, category, previousId
 * </pre>
 *
 * A message that is no track is quarantined as undeclared, unless the manifest takes it by {@code from: [$identify]}.
 */
final class MessageDecoder {
    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "group", "alias");
    private static final String ID = "messageId";

    private final byte[] body;
    private final String typeOfPath;
    private final MessageTime time;
    private final DerivedIds ids;

    /** @param typeOfPath what a message is that does not say so; may be empty */
    MessageDecoder(byte[] body, String typeOfPath, MessageTime time, DerivedIds ids) {
        this.body = body;
        this.typeOfPath = typeOfPath;
        this.time = time;
        this.ids = ids;
    }

    IncomingEvent decode(Slice slice) {
        if (slice.tooLarge()) {
            UUID id = id(EventFields.find(body, slice, ID), slice);
            return malformed(id, DropReason.TOO_LARGE, slice, "");
        }
        MessageFields message = MessageFields.read(body, slice);
        if (message == null) {
            return malformed(null, DropReason.INVALID_EVENT, slice, "");
        }
        UUID id = id(message.known().get(ID), slice);
        if (message.properties() == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/properties");
        }
        Object sentType = message.known().get("type");
        Object type = sentType == null ? typeOfPath : sentType;
        if (!(type instanceof String text) || !TYPES.contains(text)) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/type");
        }
        if (!text.equals("track")) {
            return event(id, "$" + text, slice, "/type", message, message.properties());
        }
        return message.known().get("event") instanceof String name && !name.isEmpty()
                ? event(id, name, slice, "/event", message, message.properties())
                : malformed(id, DropReason.INVALID_EVENT, slice, "/event");
    }

    private UUID id(@Nullable Object sent, Slice slice) {
        UUID uuid = SentValue.uuid(sent);
        if (uuid != null) {
            return uuid;
        }
        return sent instanceof String text && !text.isEmpty() ? ids.ofText(text) : ids.ofBytes(body, slice);
    }

    private IncomingEvent event(
            UUID id,
            String name,
            Slice slice,
            String nameField,
            MessageFields message,
            Map<String, @Nullable Object> properties) {
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                slice.pointer() + nameField,
                install(message.known()),
                time.of(message.known()),
                properties,
                message.metadata(),
                List.of(),
                slice.sizeBytes());
    }

    private static @Nullable Object install(Map<String, @Nullable Object> message) {
        Object anonymous = message.get("anonymousId");
        return anonymous != null && !anonymous.equals("") ? anonymous : message.get("userId");
    }

    private static IncomingEvent malformed(@Nullable UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }
}
