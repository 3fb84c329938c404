package dev.overt.collector.posthog;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.receive.EventFields;
import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads what PostHog's clients post to {@code /batch}. One use for one body.
 *
 * <pre>
 * body          {"api_key"|"token": KEY, "batch": [EVENT…], "sent_at"?: ISO time}, [EVENT…], or EVENT
 * event         event → name · uuid → id · timestamp → at · distinct_id → install, here or in properties
 * KEY           at the top, or else in the events: api_key, token, or a property token
 * anything else beside properties is the client's own metadata
 * </pre>
 */
final class PostHogDecoder {
    private static final Set<String> TOP_FIELDS = Set.of("api_key", "token", "$token", "sent_at");
    private static final Set<String> EVENT_FIELDS =
            Set.of("event", "uuid", "timestamp", "distinct_id", "api_key", "token", "$token");
    private static final List<String> KEY_FIELDS = List.of("api_key", "token", "$token");

    private final byte[] body;
    private final Map<String, @Nullable Object> top = new HashMap<>();
    private List<Slice> slices = List.of();
    private @Nullable String key;

    private PostHogDecoder(byte[] body) {
        this.body = body;
    }

    /** @throws RefusedRequest 400 if {@code body} is none of PostHog's, 413 for too many events */
    static PostHogBatch decode(byte[] body, long receivedAtMillis) {
        PostHogDecoder decoder = new PostHogDecoder(body);
        try (JsonParser json = Json.parser(body)) {
            decoder.readBody(json);
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        return decoder.batch(receivedAtMillis);
    }

    private void readBody(JsonParser json) {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            slices = Slice.array(json, "");
        } else if (first == JsonToken.START_OBJECT) {
            readObject(json);
        } else {
            throw new RefusedRequest(400, "the body must be a JSON object with a batch, or an array of events");
        }
        if (json.nextToken() != null) {
            throw new RefusedRequest(400, "after the batch something else follows");
        }
    }

    private void readObject(JsonParser json) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        boolean batch = false;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("batch") && value == JsonToken.START_ARRAY) {
                slices = Slice.array(json, "/batch");
                batch = true;
            } else if (TOP_FIELDS.contains(name)) {
                top.put(name, SentValue.read(json));
            } else {
                json.skipChildren();
            }
        }
        if (!batch) {
            slices = List.of(new Slice("", from, (int) json.currentLocation().getByteOffset(), true));
        }
    }

    private PostHogBatch batch(long receivedAtMillis) {
        String topKey = key(top);
        PostHogTime time = new PostHogTime(top.get("sent_at"), receivedAtMillis);
        List<IncomingEvent> events =
                slices.stream().map(slice -> event(slice, time)).toList();
        String found = topKey != null ? topKey : key;
        return new PostHogBatch(found == null ? "" : found, events);
    }

    private IncomingEvent event(Slice slice, PostHogTime time) {
        if (slice.tooLarge()) {
            UUID id = SentValue.uuid(EventFields.find(body, slice, "uuid"));
            return malformed(id, DropReason.TOO_LARGE, slice, "");
        }
        EventFields fields = EventFields.read(body, slice, EVENT_FIELDS);
        if (fields == null) {
            return malformed(null, DropReason.INVALID_EVENT, slice, "");
        }
        UUID id = SentValue.uuid(fields.known().get("uuid"));
        Map<String, @Nullable Object> properties = fields.properties();
        if (properties == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/properties");
        }
        takeKey(fields.known(), properties);
        if (!(fields.known().get("event") instanceof String name) || name.isEmpty()) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/event");
        }
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                installation(fields.known(), properties),
                time.at(fields.known().get("timestamp")),
                properties,
                fields.unknown(),
                List.of(),
                slice.sizeBytes());
    }

    private static IncomingEvent malformed(@Nullable UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }

    private void takeKey(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> properties) {
        String own = key(fields);
        String named = own != null ? own : key(properties);
        if (named == null) {
            return;
        }
        if (key != null && !key.equals(named) && key(top) == null) {
            throw new RefusedRequest(400, "the events name several keys; send those of one key at once");
        }
        key = named;
    }

    private static @Nullable String key(Map<String, @Nullable Object> fields) {
        for (String name : KEY_FIELDS) {
            if (fields.get(name) instanceof String text && !text.isEmpty()) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable Object installation(
            Map<String, @Nullable Object> fields, Map<String, @Nullable Object> properties) {
        Object own = fields.get("distinct_id");
        if (own != null) {
            return own;
        }
        Object property = properties.get("distinct_id");
        return property != null ? property : properties.get("$distinct_id");
    }
}
