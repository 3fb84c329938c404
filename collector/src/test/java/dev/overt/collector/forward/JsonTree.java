package dev.overt.collector.forward;

import dev.overt.collector.web.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON document as maps, lists, texts, longs, doubles and booleans. */
final class JsonTree {
    private JsonTree() {}

    static @Nullable Object read(byte[] text) {
        try (JsonParser json = Json.parser(text)) {
            json.nextToken();
            Object value = value(json);
            BrokenRule.unless(json.nextToken() == null, "json: one document");
            return value;
        } catch (JacksonException e) {
            BrokenRule.unless(false, "json: well-formed");
            throw e;
        }
    }

    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            BrokenRule.unless(!members.containsKey(name), "json: a name stands once");
            members.put(name, value(json));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser json) {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }

    /** What is at a path of names, which must be there. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // each place says what it expects
    static <T> T at(@Nullable Object tree, String... path) {
        Object here = tree;
        for (String name : path) {
            BrokenRule.unless(here instanceof Map<?, ?> && ((Map<?, ?>) here).containsKey(name), "json: has " + name);
            here = ((Map<?, ?>) Objects.requireNonNull(here)).get(name);
        }
        return (T) Objects.requireNonNull(here);
    }
}
