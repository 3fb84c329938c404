package dev.overt.collector.deletion;

import dev.overt.collector.web.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * JSON of strings, whole numbers, lists and objects in one form only, so that what is signed can be written again: no
 * spaces, members in the order of their names, as RFC 8785 has it for names and strings of ASCII.
 */
final class CanonicalJson {
    private CanonicalJson() {}

    static byte[] write(Map<String, ?> object) {
        return Json.write(json -> write(object, json));
    }

    private static void write(Object value, JsonGenerator json) {
        if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            Map<String, Object> ordered = new TreeMap<>();
            object.forEach((name, member) -> ordered.put((String) name, member));
            ordered.forEach((name, member) -> {
                json.writeName(name);
                write(member, json);
            });
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(item -> write(item, json));
            json.writeEndArray();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else {
            json.writeString((String) value);
        }
    }

    /**
     * The object that the bytes say.
     *
     * @throws IllegalArgumentException if they say none, or something else than strings, whole numbers, lists and objects
     */
    static Map<String, Object> read(byte[] bytes) {
        try (JsonParser json = Json.parser(bytes)) {
            json.nextToken();
            if (read(json) instanceof Map<?, ?> object && json.nextToken() == null) {
                Map<String, Object> members = new TreeMap<>();
                object.forEach((name, member) -> members.put((String) name, member));
                return members;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("it is not JSON in UTF-8", e);
        }
        throw new IllegalArgumentException("it is not one JSON object");
    }

    /** @throws IllegalArgumentException if the object has no such member, or one of another type */
    static <T> T member(Map<String, Object> object, String name, Class<T> type) {
        Object member = object.get(name);
        if (!type.isInstance(member)) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return type.cast(member);
    }

    private static Object read(JsonParser json) {
        @Nullable JsonToken token = json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return json.getString();
        }
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return json.getLongValue();
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(read(json));
            }
            return list;
        }
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> object = new TreeMap<>();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                if (object.put(name, read(json)) != null) {
                    throw new IllegalArgumentException("a name stands in it twice");
                }
            }
            return object;
        }
        throw new IllegalArgumentException("it holds something else than strings, whole numbers, lists and objects");
    }
}
