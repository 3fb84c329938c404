package dev.overt.collector.otlp;

import dev.overt.collector.enforce.IncomingEvent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute as enforcement sees it.
 *
 * <pre>
 * stringValue, boolValue      string, boolean
 * intValue                    whole number, in JSON also as a string
 * doubleValue                 number; infinities and NaN are unusable
 * arrayValue.values           list of scalars
 * kvlistValue.values          map of scalars
 * bytesValue, more than one   unusable
 * none                        none
 * </pre>
 */
final class AttributeValue {
    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_NUMBER_CHARACTERS = 64;

    private AttributeValue() {}

    /** The value of an {@code AnyValue} that was read. */
    static @Nullable Object of(@Nullable Object any) {
        if (!(any instanceof Map<?, ?> fields) || fields.isEmpty()) {
            return null;
        }
        Map.Entry<?, ?> only = fields.entrySet().iterator().next();
        return fields.size() > 1 ? IncomingEvent.UNUSABLE : value(String.valueOf(only.getKey()), only.getValue());
    }

    private static Object value(String kind, @Nullable Object value) {
        return switch (kind) {
            case "stringValue" -> value instanceof String ? value : IncomingEvent.UNUSABLE;
            case "boolValue" -> value instanceof Boolean ? value : IncomingEvent.UNUSABLE;
            case "intValue" -> whole(value);
            case "doubleValue" -> number(value);
            case "arrayValue" -> list(items(value));
            case "kvlistValue" -> map(items(value));
            default -> IncomingEvent.UNUSABLE;
        };
    }

    private static Object whole(@Nullable Object value) {
        try {
            return value instanceof String text
                    ? (Object) Long.valueOf(text)
                    : value instanceof Long ? value : IncomingEvent.UNUSABLE;
        } catch (NumberFormatException e) {
            return IncomingEvent.UNUSABLE;
        }
    }

    private static Object number(@Nullable Object value) {
        try {
            double number = value instanceof String text && text.length() <= MAX_NUMBER_CHARACTERS
                    ? Double.parseDouble(text)
                    : value instanceof Double sent ? sent : Double.NaN;
            return Double.isFinite(number) ? (Object) BigDecimal.valueOf(number) : IncomingEvent.UNUSABLE;
        } catch (NumberFormatException e) {
            return IncomingEvent.UNUSABLE;
        }
    }

    /** The items of {@code {"values": […]}}; null if that is something else, or too many. */
    private static @Nullable List<?> items(@Nullable Object holder) {
        if (!(holder instanceof Map<?, ?> fields)) {
            return null;
        }
        Object values = fields.get("values");
        if (values == null) {
            return List.of();
        }
        return values instanceof List<?> list && list.size() <= MAX_ITEMS ? list : null;
    }

    private static Object list(@Nullable List<?> items) {
        List<@Nullable Object> values = new ArrayList<>();
        if (items == null) {
            return IncomingEvent.UNUSABLE;
        }
        for (Object item : items) {
            values.add(of(item));
        }
        return values.stream().anyMatch(AttributeValue::isNested) ? IncomingEvent.UNUSABLE : values;
    }

    private static Object map(@Nullable List<?> items) {
        if (items == null) {
            return IncomingEvent.UNUSABLE;
        }
        Map<String, @Nullable Object> values = attributes(items);
        return values.values().stream().anyMatch(AttributeValue::isNested) ? IncomingEvent.UNUSABLE : values;
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof List || value instanceof Map || IncomingEvent.UNUSABLE.equals(value);
    }

    /** Attributes by key; what has no key is none. */
    static Map<String, @Nullable Object> attributes(@Nullable Object sent) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (sent instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> attribute && attribute.get("key") instanceof String key) {
                    values.put(key, of(attribute.get("value")));
                }
            }
        }
        return values;
    }
}
