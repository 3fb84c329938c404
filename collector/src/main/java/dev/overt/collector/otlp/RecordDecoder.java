package dev.overt.collector.otlp;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Slice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log records of one request.
 *
 * <pre>
 * eventName, else attribute event.name      → name; a record without any is no event
 * timeUnixNano, else observedTimeUnixNano   → at
 * attributes                                → properties
 * app.installation.id                       → install: an attribute of the record, else of the resource
 * attributes of the resource                → metadata as resource.service.version and so on
 * name, version, attributes of the scope    → metadata as scope.name and so on
 * severityNumber, severityText, body, traceId, spanId   → metadata by these names
 * </pre>
 *
 * The protocol gives a record no id; it is given one derived from its bytes and those of its resource, its time among
 * them, for an exporter sends the same bytes again.
 */
final class RecordDecoder {
    private static final String INSTALL = "app.installation.id";
    private static final String EVENT_NAME = "event.name";
    private static final Set<String> OTHERS = Set.of("severityNumber", "severityText", "traceId", "spanId");
    /** Of one resource or scope: each of a thousand records holds them all. */
    private static final int MAX_METADATA = 64;

    private static final long NANOS_OF_MILLI = 1_000_000;

    private final byte[] body;
    private final Format format;
    private final DerivedIds ids;
    private final Map<Slice, Map<String, @Nullable Object>> metadata = new HashMap<>();
    private final Map<Slice, UUID> resourceIds = new HashMap<>();

    RecordDecoder(byte[] body, Format format, DerivedIds ids) {
        this.body = body;
        this.format = format;
        this.ids = ids;
    }

    /** The event that a record is, or null if it is an ordinary log record. */
    @Nullable
    IncomingEvent decode(PlacedRecord placed) {
        Slice slice = placed.record();
        UUID id = id(placed);
        if (slice.tooLarge()) {
            return malformed(id, DropReason.TOO_LARGE, slice);
        }
        Map<String, @Nullable Object> record = format.read(body, slice, Message.RECORD);
        if (record == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice);
        }
        Map<String, @Nullable Object> properties = AttributeValue.attributes(record.get("attributes"));
        Object attribute = properties.remove(EVENT_NAME);
        boolean named = record.get("eventName") instanceof String own && !own.isEmpty();
        Object name = named ? record.get("eventName") : attribute;
        return name instanceof String text && !text.isEmpty()
                ? event(id, text, named ? "/eventName" : "/attributes", placed, record, properties)
                : null;
    }

    private IncomingEvent event(
            UUID id,
            String name,
            String nameField,
            PlacedRecord placed,
            Map<String, @Nullable Object> record,
            Map<String, @Nullable Object> properties) {
        Map<String, @Nullable Object> beside = new LinkedHashMap<>();
        beside.putAll(metadata(placed.resource(), Message.RESOURCE, "resource."));
        beside.putAll(metadata(placed.scope(), Message.SCOPE, "scope."));
        for (String other : OTHERS) {
            if (record.get(other) != null) {
                beside.put(other, record.get(other) instanceof String text ? text : IncomingEvent.UNUSABLE);
            }
        }
        if (record.get("body") != null) {
            beside.put("body", AttributeValue.of(record.get("body")));
        }
        Object ofResource = beside.remove("resource." + INSTALL);
        Object own = properties.remove(INSTALL);
        Slice slice = placed.record();
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                slice.pointer() + nameField,
                own != null ? own : ofResource,
                at(record),
                properties,
                beside,
                List.of(),
                slice.sizeBytes());
    }

    private static IncomingEvent malformed(UUID id, DropReason reason, Slice slice) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer(), slice.sizeBytes());
    }

    /** Read once for all records that have it; what is too large or cannot be read says nothing. */
    private Map<String, @Nullable Object> metadata(@Nullable Slice slice, Message message, String prefix) {
        return slice == null || slice.tooLarge()
                ? Map.of()
                : metadata.computeIfAbsent(slice, any -> readMetadata(slice, message, prefix));
    }

    private Map<String, @Nullable Object> readMetadata(Slice slice, Message message, String prefix) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = format.read(body, slice, message);
        if (fields != null) {
            AttributeValue.attributes(fields.get("attributes")).entrySet().stream()
                    .limit(MAX_METADATA)
                    .forEach(attribute -> named.put(prefix + attribute.getKey(), attribute.getValue()));
            for (String own : List.of("name", "version")) {
                if (fields.get(own) instanceof String text) {
                    named.put(prefix + own, text);
                }
            }
        }
        return named;
    }

    private static @Nullable Object at(Map<String, @Nullable Object> record) {
        Object nanos = nanos(record.get("timeUnixNano"));
        return nanos == null ? nanos(record.get("observedTimeUnixNano")) : nanos;
    }

    /** Milliseconds, null for none or 0, which means none, unusable for what is no time. */
    private static @Nullable Object nanos(@Nullable Object sent) {
        try {
            if (sent == null) {
                return null;
            }
            long nanos = sent instanceof Long number ? number : Long.parseLong(String.valueOf(sent));
            return nanos == 0 ? null : nanos < 0 ? IncomingEvent.UNUSABLE : (Object) (nanos / NANOS_OF_MILLI);
        } catch (NumberFormatException e) {
            return IncomingEvent.UNUSABLE;
        }
    }

    private UUID id(PlacedRecord placed) {
        Slice record = placed.record();
        if (placed.resource() == null) {
            return ids.ofBytes(body, record);
        }
        byte[] resource = resourceIds
                .computeIfAbsent(placed.resource(), slice -> ids.firstOf(body, slice))
                .toString()
                .getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(resource, resource.length + record.sizeBytes());
        System.arraycopy(body, record.fromByte(), both, resource.length, record.sizeBytes());
        return ids.ofBytes(both, new Slice("", 0, both.length, false));
    }
}
