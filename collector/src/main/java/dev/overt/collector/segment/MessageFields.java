package dev.overt.collector.segment;

import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The fields of one message, see {@link MessageDecoder}.
 *
 * @param properties null if {@code properties} or {@code traits} is no object
 */
record MessageFields(
        Map<String, @Nullable Object> known,
        Map<String, @Nullable Object> metadata,
        @Nullable Map<String, @Nullable Object> properties) {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "event",
            "messageId",
            "anonymousId",
            "userId",
            "originalTimestamp",
            "timestamp",
            "sentAt",
            "writeKey");
    private static final Set<String> PROPERTIES = Set.of("properties", "traits");
    private static final String CONTEXT = "context";
    private static final int MAX_NAMES = 4;

    /** The fields of a slice, or null if it is no JSON object. */
    static @Nullable MessageFields read(byte[] body, Slice slice) {
        if (!slice.object()) {
            return null;
        }
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            return read(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static MessageFields read(JsonParser json) {
        Map<String, @Nullable Object> known = new HashMap<>();
        Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        boolean usable = true;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (PROPERTIES.contains(name)) {
                usable &= value == JsonToken.START_OBJECT || value == JsonToken.VALUE_NULL;
                readMembers(json, "", 1, properties);
            } else if (name.equals(CONTEXT)) {
                readMembers(json, CONTEXT + ".", MAX_NAMES - 1, metadata);
            } else {
                (KNOWN.contains(name) ? known : metadata).put(name, SentValue.read(json));
            }
        }
        return new MessageFields(known, metadata, usable ? properties : null);
    }

    /** The members of an object, and those of objects within them, each under its path; what is no object is skipped. */
    private static void readMembers(JsonParser json, String prefix, int depth, Map<String, @Nullable Object> members) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && depth > 1) {
                readMembers(json, prefix + name + ".", depth - 1, members);
            } else {
                members.put(prefix + name, SentValue.read(json));
            }
        }
    }
}
