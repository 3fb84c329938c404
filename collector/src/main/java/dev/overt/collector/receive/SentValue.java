package dev.overt.collector.receive;

import dev.overt.collector.enforce.IncomingEvent;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** A JSON value as enforcement sees it, see {@link IncomingEvent}. */
final class SentValue {
    private static final int MAX_LONG_DIGITS = 20;
    private static final int UUID_LENGTH = 36;

    private SentValue() {}

    /** The value that {@code json} stands at; leaves it at the value's end. */
    static @Nullable Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> integer(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> {
                json.skipChildren();
                yield IncomingEvent.UNUSABLE;
            }
        };
    }

    private static Object integer(JsonParser json) {
        boolean fits =
                json.getStringLength() <= MAX_LONG_DIGITS && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        return fits ? json.getLongValue() : IncomingEvent.UNUSABLE;
    }

    /** The UUID that {@code sent} says in its usual form of 36 characters, or null. */
    static @Nullable UUID uuid(@Nullable Object sent) {
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
