package dev.overt.collector.insights;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.EventFields;
import dev.overt.collector.receive.SentTime;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the event in an envelope.
 *
 * <pre>
 * baseData.name          the event's name
 * baseData.properties    properties, all of them strings: each with what it spells
 * baseData.measurements  more properties, all of them numbers; one that is named as a property is dropped
 * time                   the event's time
 * tags                   ai.user.id is the installation; the others are metadata under their own names
 * </pre>
 *
 * Altimate Code puts the hash of an e-mail address into {@code ai.user.id} where it has one; its installation is then the
 * property {@code machine_id}, which goes before the tag.
 *
 * The protocol gives an event no id; it is given one derived from the envelope's bytes, its key and time among them, for
 * a client sends the same bytes again.
 */
final class EventDecoder {
    private static final Set<String> FIELDS = Set.of("ver", "name", "measurements");
    private static final String NAME = "/data/baseData/name";
    private static final String USER = "ai.user.id";
    private static final String MACHINE = "machine_id";
    private static final int MAX_WHOLE_DIGITS = 18;

    private final byte[] body;

    EventDecoder(byte[] body) {
        this.body = body;
    }

    IncomingEvent decode(Envelope envelope, UUID id) {
        Slice slice = envelope.slice();
        if (slice.tooLarge()) {
            return malformed(id, DropReason.TOO_LARGE, slice, "");
        }
        EventFields fields = envelope.baseData() == null ? null : EventFields.read(body, envelope.baseData(), FIELDS);
        if (fields == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/data/baseData");
        }
        if (!(fields.known().get("name") instanceof String name) || name.isEmpty()) {
            return malformed(id, DropReason.INVALID_EVENT, slice, NAME);
        }
        if (fields.properties() == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/data/baseData/properties");
        }
        Object measurements = fields.known().get("measurements");
        if (measurements != null && !(measurements instanceof Map)) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/data/baseData/measurements");
        }
        return event(envelope, id, name, fields, (Map<?, ?>) measurements);
    }

    private static IncomingEvent malformed(UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }

    private static IncomingEvent event(
            Envelope envelope, UUID id, String name, EventFields fields, @Nullable Map<?, ?> measurements) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        List<Drop> drops = new ArrayList<>();
        if (fields.properties() != null) {
            fields.properties().forEach((property, value) -> properties.put(property, spelled(value)));
        }
        if (measurements != null) {
            measurements.forEach((property, value) -> addMeasurement((String) property, value, properties, drops));
        }
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(envelope.tags());
        Object install = installation(properties, metadata);
        metadata.putAll(fields.unknown());
        return new IncomingEvent.WellFormed(
                id,
                name,
                envelope.slice().pointer(),
                envelope.slice().pointer() + NAME,
                install,
                SentTime.at(envelope.time()),
                properties,
                metadata,
                drops,
                envelope.slice().sizeBytes());
    }

    private static @Nullable Object installation(
            Map<String, @Nullable Object> properties, Map<String, @Nullable Object> metadata) {
        if (properties.get(MACHINE) instanceof String machine) {
            properties.remove(MACHINE);
            metadata.remove(USER, machine);
            return machine;
        }
        Object user = metadata.remove(USER);
        return "".equals(user) ? null : user;
    }

    private static void addMeasurement(
            String name, @Nullable Object value, Map<String, @Nullable Object> properties, List<Drop> drops) {
        if (properties.containsKey(name)) {
            drops.add(new Drop(DropReason.CLIENT_METADATA, Identifier.orNone(name)));
        } else {
            properties.put(name, whole(value));
        }
    }

    private static @Nullable Object spelled(@Nullable Object value) {
        return value instanceof String text ? SentValue.spelled(text) : value;
    }

    /** Clients in which every measurement is a floating-point number write 1 as 1.0. */
    private static @Nullable Object whole(@Nullable Object value) {
        return value instanceof BigDecimal number
                        && number.precision() - number.scale() <= MAX_WHOLE_DIGITS
                        && number.stripTrailingZeros().scale() <= 0
                ? (Object) number.longValueExact()
                : value;
    }
}
