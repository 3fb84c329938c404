package dev.overt.collector.ga4;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the body of one request. One use for one body.
 *
 * <pre>
 * client_id, else app_instance_id          → install
 * events[].name                            → name
 * events[].params                          → properties
 * events[].timestamp_micros, else the body's   → at
 * user_properties.NAME.value               → metadata as user_properties.NAME
 * anything else of the body                → metadata by its own name, e.g. user_id, consent
 * </pre>
 *
 * The protocol gives an event no id, and its clients do not send again. Where a time was sent the id is derived from the
 * whole body and the event's place in it; without one, the same body again is more likely another event.
 */
final class Ga4Decoder {
    private static final String MICROS = "timestamp_micros";
    private static final String USER_PROPERTIES = "user_properties";
    private static final int MAX_METADATA = 64;

    private final byte[] body;
    private final DerivedIds ids;
    private final Map<String, @Nullable Object> top = new LinkedHashMap<>();
    private List<Slice> slices = List.of();

    private Ga4Decoder(byte[] body, DerivedIds ids) {
        this.body = body;
        this.ids = ids;
    }

    /** @throws RefusedRequest 400 if {@code body} is no request of the protocol, 413 for too many events */
    static List<IncomingEvent> decode(byte[] body, Intake intake) {
        Ga4Decoder decoder = new Ga4Decoder(body, new DerivedIds(intake));
        try (JsonParser json = Json.parser(body)) {
            decoder.cut(json);
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        return decoder.events();
    }

    private void cut(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequest(400, "the body must be a JSON object with events");
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("events") && value == JsonToken.START_ARRAY) {
                slices = Slice.array(json, "/events");
            } else if (name.equals(USER_PROPERTIES) && value == JsonToken.START_OBJECT) {
                readUserProperties(json);
            } else {
                addTop(name, SentValue.read(json));
            }
        }
        if (json.nextToken() != null) {
            throw new RefusedRequest(400, "after the object something else follows");
        }
    }

    private void readUserProperties(JsonParser json) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            Object sent = SentValue.read(json);
            addTop(USER_PROPERTIES + "." + name, sent instanceof Map<?, ?> map ? map.get("value") : sent);
        }
    }

    /** Every event has all of them, so they are bounded. */
    private void addTop(String name, @Nullable Object value) {
        if (top.size() < MAX_METADATA || name.equals("client_id") || name.equals(MICROS)) {
            top.put(name, value);
        }
    }

    private List<IncomingEvent> events() {
        Object client = top.remove("client_id");
        Object app = top.remove("app_instance_id");
        Object install = client != null ? client : app;
        Object micros = top.remove(MICROS);
        String request = ids.firstOf(body, new Slice("", 0, body.length, true)).toString();
        return slices.stream()
                .map(slice -> event(slice, install, micros, request))
                .toList();
    }

    private IncomingEvent event(Slice slice, @Nullable Object install, @Nullable Object topMicros, String request) {
        if (slice.tooLarge()) {
            return malformed(DropReason.TOO_LARGE, slice, "");
        }
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = fields(slice, params);
        if (fields == null) {
            return malformed(DropReason.INVALID_EVENT, slice, "");
        }
        if (!(fields.remove("name") instanceof String name) || name.isEmpty()) {
            return malformed(DropReason.INVALID_EVENT, slice, "/name");
        }
        if (fields.get("params") != null) {
            return malformed(DropReason.INVALID_EVENT, slice, "/params");
        }
        Object own = fields.remove(MICROS);
        Object micros = own != null ? own : topMicros;
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>(top);
        metadata.putAll(fields);
        UUID id = micros == null ? null : ids.ofText(request + slice.pointer());
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                slice.pointer() + "/name",
                install,
                at(micros),
                params,
                metadata,
                List.of(),
                slice.sizeBytes());
    }

    private @Nullable Map<String, @Nullable Object> fields(Slice slice, Map<String, @Nullable Object> params) {
        if (!slice.object()) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() != JsonToken.START_OBJECT || !name.equals("params")) {
                    fields.put(name, SentValue.read(json));
                    continue;
                }
                for (String param = json.nextName(); param != null; param = json.nextName()) {
                    json.nextToken();
                    params.put(param, SentValue.read(json));
                }
            }
            return fields;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Clients send it as a number or as its digits. */
    private static @Nullable Object at(@Nullable Object micros) {
        try {
            if (micros == null) {
                return null;
            }
            long value = micros instanceof Long number ? number : Long.parseLong(String.valueOf(micros));
            return value < 0 ? IncomingEvent.UNUSABLE : (Object) (value / 1_000);
        } catch (NumberFormatException e) {
            return IncomingEvent.UNUSABLE;
        }
    }

    private static IncomingEvent malformed(DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(null, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }
}
