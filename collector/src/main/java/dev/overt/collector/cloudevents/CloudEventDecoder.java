package dev.overt.collector.cloudevents;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.DerivedIds;
import dev.overt.collector.receive.SentTime;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the events of one body.
 *
 * <pre>
 * type                → name
 * id                  → id if it is a UUID, else one derived from source and id; without an id, one derived from the
 *                       event's bytes, or in headers none
 * time                → at, ISO 8601
 * installid           → install; an extension attribute
 * data                → properties; a JSON object, or nothing
 * data_base64         → metadata, of no use to any property
 * anything else       → metadata by its own name, e.g. source, subject, dataschema, and other extensions
 * </pre>
 *
 * In headers each attribute has a name that starts with {@code ce-}, and a value that is percent-encoded.
 */
final class CloudEventDecoder {
    private static final String PREFIX = "ce-";

    private final byte[] body;
    private final DerivedIds ids;

    CloudEventDecoder(byte[] body, DerivedIds ids) {
        this.body = body;
        this.ids = ids;
    }

    /** @throws RefusedRequest 400 if the body is no JSON array, 413 for too many events */
    List<IncomingEvent> batch() {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw new RefusedRequest(400, "the body must be a JSON array of events");
            }
            List<Slice> slices = Slice.array(json, "");
            if (json.nextToken() != null) {
                throw new RefusedRequest(400, "after the array something else follows");
            }
            return slices.stream().map(this::structured).toList();
        } catch (JacksonException e) {
            throw broken();
        }
    }

    /** @throws RefusedRequest 400 if the body is no JSON object */
    IncomingEvent one() {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedRequest(400, "the body must be a JSON object, an event");
            }
            Slice slice = Slice.element(json, "");
            if (json.nextToken() != null) {
                throw new RefusedRequest(400, "after the event something else follows");
            }
            return structured(slice);
        } catch (JacksonException e) {
            throw broken();
        }
    }

    private static RefusedRequest broken() {
        return new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
    }

    private IncomingEvent structured(Slice slice) {
        if (slice.tooLarge()) {
            return malformed(null, DropReason.TOO_LARGE, slice, "");
        }
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        Map<String, @Nullable Object> attributes = slice.object() ? read(slice, data) : null;
        if (attributes != null && id(attributes) == null) {
            attributes.put("id", ids.ofBytes(body, slice).toString());
        }
        return attributes == null
                ? malformed(null, DropReason.INVALID_EVENT, slice, "")
                : event(attributes, attributes.remove("data") == null ? data : null, slice);
    }

    /** The attributes; {@code data} is among them only if it is no object. */
    private @Nullable Map<String, @Nullable Object> read(Slice slice, Map<String, @Nullable Object> data) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.START_OBJECT && name.equals("data")) {
                    readMembers(json, data);
                } else {
                    attributes.put(name, SentValue.read(json));
                }
            }
            return attributes;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static void readMembers(JsonParser json, Map<String, @Nullable Object> members) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            members.put(name, SentValue.read(json));
        }
    }

    IncomingEvent binary(HttpFields headers) {
        Slice slice = new Slice("", 0, body.length, true);
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        for (HttpField header : headers) {
            String name = header.getLowerCaseName();
            if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), decoded(header.getValue()));
            }
        }
        if (slice.tooLarge()) {
            return malformed(id(attributes), DropReason.TOO_LARGE, slice, "");
        }
        return event(attributes, body.length == 0 ? Map.of() : data(), slice);
    }

    private @Nullable Map<String, @Nullable Object> data() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            readMembers(json, members);
            return json.nextToken() == null ? members : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable String decoded(@Nullable String value) {
        try {
            return value == null ? null : URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    /** @param data null if it was sent, but as no object */
    private IncomingEvent event(
            Map<String, @Nullable Object> attributes, @Nullable Map<String, @Nullable Object> data, Slice slice) {
        UUID id = id(attributes);
        if (!(attributes.remove("type") instanceof String name) || name.isEmpty()) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/type");
        }
        if (data == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/data");
        }
        attributes.remove("id");
        attributes.remove("specversion");
        Object at = SentTime.at(attributes.remove("time"));
        Object install = attributes.remove("installid");
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                slice.pointer() + "/type",
                install,
                at,
                data,
                attributes,
                List.of(),
                slice.sizeBytes());
    }

    private @Nullable UUID id(Map<String, @Nullable Object> attributes) {
        Object sent = attributes.get("id");
        UUID uuid = SentValue.uuid(sent);
        if (uuid != null) {
            return uuid;
        }
        String source = String.valueOf(attributes.get("source"));
        return sent instanceof String text && !text.isEmpty()
                ? ids.ofText(source.length() + ":" + source + text)
                : null;
    }

    private static IncomingEvent malformed(@Nullable UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }
}
