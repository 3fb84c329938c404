package dev.overt.collector.runmat;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the one event that RunMat's installers and runtime post at a time, in any of their generations. One use for one
 * body.
 *
 * <pre>
 * name         event, else event_label, else eventLabel
 * id           uuid; older generations send none, and none of them sends again
 * install      cid, else anon_id, else distinctId
 * at           timestamp_ms of payload: milliseconds
 * metadata     session_id, sessionId, run_kind, runKind, source, and the fields of context under context.NAME
 * properties   the fields of payload and of properties, and every other field beside these
 * </pre>
 *
 * A field beside {@code payload} and {@code properties} goes before one of the same name in them.
 */
final class RunMatDecoder {
    private static final List<String> NAMES = List.of("event", "event_label", "eventLabel");
    private static final List<String> INSTALLS = List.of("cid", "anon_id", "distinctId");
    private static final Set<String> OWN = Set.of("event_label", "eventLabel", "cid", "anon_id", "distinctId");
    private static final Set<String> FIELDS =
            Set.of("event", "event_label", "eventLabel", "cid", "anon_id", "distinctId", "uuid");
    private static final Set<String> METADATA = Set.of("session_id", "sessionId", "run_kind", "runKind", "source");
    private static final Set<String> NESTED = Set.of("payload", "properties");
    private static final String CONTEXT = "context";
    private static final String TIME = "timestamp_ms";

    private final Map<String, @Nullable Object> fields = new HashMap<>();
    private final Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> nested = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    private final List<Drop> drops = new ArrayList<>();

    private RunMatDecoder() {}

    /** Whether a body is an event of RunMat's: on {@code /v1/t} also other programs post. */
    static boolean isOwn(byte[] body) {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (OWN.contains(name)) {
                    return true;
                }
                json.nextToken();
                json.skipChildren();
            }
            return false;
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * The event, or empty if the body is another program's: on {@code /v1/t} also other programs post.
     *
     * @throws RefusedRequest 400 if {@code body} is not one JSON object
     */
    static Optional<IncomingEvent> decode(byte[] body) {
        RunMatDecoder decoder = new RunMatDecoder();
        Slice slice;
        try (JsonParser json = Json.parser(body)) {
            slice = decoder.read(json);
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        return decoder.fields.keySet().stream().anyMatch(OWN::contains)
                ? Optional.of(decoder.event(slice))
                : Optional.empty();
    }

    private Slice read(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequest(400, "the body must be one JSON object, an event");
        }
        int from = (int) json.currentTokenLocation().getByteOffset();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            readField(name, json.nextToken(), json);
        }
        Slice slice = new Slice("", from, (int) json.currentLocation().getByteOffset(), true);
        if (json.nextToken() != null) {
            throw new RefusedRequest(400, "after the event something else follows");
        }
        return slice;
    }

    private void readField(String name, JsonToken value, JsonParser json) {
        if (FIELDS.contains(name)) {
            fields.put(name, SentValue.read(json));
        } else if (METADATA.contains(name)) {
            metadata.put(name, SentValue.read(json));
        } else if (name.equals(CONTEXT) && value == JsonToken.START_OBJECT) {
            readMembers(json, CONTEXT + ".", metadata);
        } else if (NESTED.contains(name) && value == JsonToken.START_OBJECT) {
            readMembers(json, "", nested);
        } else {
            properties.put(name, SentValue.read(json));
        }
    }

    private static void readMembers(JsonParser json, String prefix, Map<String, @Nullable Object> members) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            members.put(prefix + name, SentValue.read(json));
        }
    }

    private IncomingEvent event(Slice slice) {
        UUID id = SentValue.uuid(fields.get("uuid"));
        if (slice.tooLarge()) {
            return new IncomingEvent.Malformed(id, Identifier.NONE, DropReason.TOO_LARGE, "", slice.sizeBytes());
        }
        String field = first(NAMES);
        if (field == null || !(fields.get(field) instanceof String name)) {
            return new IncomingEvent.Malformed(
                    id, Identifier.NONE, DropReason.INVALID_EVENT, "/event", slice.sizeBytes());
        }
        String install = first(INSTALLS);
        Object at = nested.remove(TIME);
        nested.forEach(this::addNested);
        return new IncomingEvent.WellFormed(
                id,
                name,
                "",
                "/" + field,
                install == null ? null : fields.get(install),
                at,
                properties,
                metadata,
                drops,
                slice.sizeBytes());
    }

    /** The first of some fields that says something. */
    private @Nullable String first(List<String> names) {
        return names.stream()
                .filter(name -> fields.get(name) != null && !"".equals(fields.get(name)))
                .findFirst()
                .orElse(null);
    }

    private void addNested(String name, @Nullable Object value) {
        if (properties.containsKey(name)) {
            drops.add(new Drop(DropReason.CLIENT_METADATA, Identifier.orNone(name)));
        } else {
            properties.put(name, value);
        }
    }
}
