package dev.overt.collector.receive;

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
 * The fields of one event's JSON object, before a protocol has said what they mean.
 *
 * @param known the protocol's own fields that were sent, but for {@code properties}
 * @param unknown the other fields
 * @param properties the sent properties; none if there were none; null if {@code properties} is not an object
 */
public record EventFields(
        Map<String, @Nullable Object> known,
        Map<String, @Nullable Object> unknown,
        @Nullable Map<String, @Nullable Object> properties) {
    private static final String PROPERTIES = "properties";

    /** The fields of a slice, or null if it is no JSON object. */
    public static @Nullable EventFields read(byte[] body, Slice slice, Set<String> knownNames) {
        if (!slice.object()) {
            return null;
        }
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            return read(json, knownNames);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static EventFields read(JsonParser json, Set<String> knownNames) {
        Map<String, @Nullable Object> known = new HashMap<>();
        Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
        Map<String, @Nullable Object> properties = Map.of();
        json.nextToken();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals(PROPERTIES)) {
                properties = value == JsonToken.VALUE_NULL ? Map.of() : properties(json);
            } else if (knownNames.contains(name)) {
                known.put(name, SentValue.read(json));
            } else {
                unknown.put(name, SentValue.read(json));
            }
        }
        return new EventFields(known, unknown, properties);
    }

    private static @Nullable Map<String, @Nullable Object> properties(JsonParser json) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return null;
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            properties.put(name, SentValue.read(json));
        }
        return properties;
    }

    /** One field of a slice that is too large to be read whole; null if it has none or is no JSON object. */
    public static @Nullable Object find(byte[] body, Slice slice, String name) {
        if (!slice.object()) {
            return null;
        }
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            for (String next = json.nextName(); next != null; next = json.nextName()) {
                json.nextToken();
                if (next.equals(name)) {
                    return SentValue.read(json);
                }
                json.skipChildren();
            }
            return null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
