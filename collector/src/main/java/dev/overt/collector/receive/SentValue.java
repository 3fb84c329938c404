package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A JSON value as enforcement sees it, see {@link IncomingEvent}. */
public final class SentValue {
    private static final int MAX_ITEMS = 1_000;
    private static final int UUID_LENGTH = 36;
    private static final int MAX_SPELLED_CHARACTERS = 16 << 10;

    private SentValue() {}

    /** The value that {@code json} stands at; leaves it at the value's end. */
    public static @Nullable Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case START_ARRAY -> list(json);
            case START_OBJECT -> map(json);
            default -> scalar(json);
        };
    }

    private static @Nullable Object scalar(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> SentNumber.read(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> {
                json.skipChildren();
                yield IncomingEvent.UNUSABLE;
            }
        };
    }

    private static Object list(JsonParser json) {
        List<@Nullable Object> items = new ArrayList<>();
        boolean usable = true;
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            usable &= !item.isStructStart() && items.size() < MAX_ITEMS;
            Object value = scalar(json);
            if (usable) {
                items.add(value);
            }
        }
        return usable ? Collections.unmodifiableList(items) : IncomingEvent.UNUSABLE;
    }

    private static Object map(JsonParser json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        boolean usable = true;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            usable &= !json.nextToken().isStructStart() && members.size() < MAX_ITEMS;
            Object value = scalar(json);
            if (usable) {
                members.put(name, value);
            }
        }
        return usable ? Collections.unmodifiableMap(members) : IncomingEvent.UNUSABLE;
    }

    /**
     * A string of a protocol that can send nothing else: with the boolean, number, list or map that it spells in JSON,
     * or as .NET spells a boolean; the plain string if it spells none.
     */
    public static Object spelled(String text) {
        Object value = text.isEmpty() || text.length() > MAX_SPELLED_CHARACTERS ? null : spelledValue(text);
        return value == null ? text : new IncomingEvent.Spelled(text, value);
    }

    private static @Nullable Object spelledValue(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        if ("-0123456789[{".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        try (JsonParser json = Json.parser(text.getBytes(StandardCharsets.UTF_8))) {
            json.nextToken();
            Object value = read(json);
            boolean whole = json.nextToken() == null && !IncomingEvent.UNUSABLE.equals(value);
            return whole ? value : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The UUID that {@code sent} says in its usual form of 36 characters, or null. */
    public static @Nullable UUID uuid(@Nullable Object sent) {
        if (!(sent instanceof String text) || text.length() != UUID_LENGTH) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text.toLowerCase(Locale.ROOT)) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
