package dev.overt.collector.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The value of a property in an entry of the log.
 *
 * <pre>
 * value                 JSON
 * String                string
 * Boolean               true, false
 * Long                  number without a fraction and an exponent
 * Double                number with a fraction: 5.0, 1.0E10; always finite
 * List of String        array of strings
 * Map of String to Long object of numbers without fractions, in the map's order
 * </pre>
 */
public final class PropertyJson {
    private PropertyJson() {}

    public static void write(Object value, JsonGenerator json) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof List<?> words) {
            json.writeStartArray();
            words.forEach(word -> json.writeString((String) word));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> counts) {
            json.writeStartObject();
            counts.forEach((word, count) -> json.writeNumberProperty((String) word, (Long) count));
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException(
                    "the log has no form for a " + value.getClass().getName());
        }
    }

    /** The value that {@code json} stands at; leaves it at the value's end. */
    static Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case START_ARRAY -> words(json);
            case START_OBJECT -> counts(json);
            default -> json.getBooleanValue();
        };
    }

    private static List<String> words(JsonParser json) {
        List<String> words = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            words.add(json.getString());
        }
        return Collections.unmodifiableList(words);
    }

    /** The counts of the object that {@code json} has just entered. */
    static Map<String, Long> counts(JsonParser json) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String word = json.nextName(); word != null; word = json.nextName()) {
            json.nextToken();
            counts.put(word, json.getLongValue());
        }
        return Collections.unmodifiableMap(counts);
    }
}
