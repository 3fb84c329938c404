package dev.overt.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a property lets through of a value. */
final class Sanitiser {
    private static final int MAX_VERSION_LENGTH = 40;

    private Sanitiser() {}

    /** The value as it may be sent: a string, a {@code Long} or a {@code Boolean}; null where it may not. */
    static @Nullable Object sanitise(Property property, Object value) {
        return switch (property.kind) {
            case ENUMERATION, INSTALL_METHOD -> known(property, value);
            // The client's own word, and one of five.
            case OPERATING_SYSTEM -> value;
            case FLAG -> value instanceof Boolean ? value : null;
            case INTEGER -> integer(property.bounds, value);
            case BUCKET -> label(property, value);
            case VERSION -> value instanceof String version ? version(version, property.keep) : null;
            case ERROR_CLASS -> errorClass(property, value);
            case ARCHITECTURE, PLATFORM, SESSION_ID, NUMBER, NAME, HASH, LIST, COUNTS, TEXT, SQL -> null;
        };
    }

    /** Why {@code sanitise} let nothing through. */
    static String refusal(Property property) {
        return switch (property.kind) {
            case ENUMERATION, OPERATING_SYSTEM, INSTALL_METHOD, ERROR_CLASS, ARCHITECTURE, PLATFORM -> "unknown_value";
            case FLAG, INTEGER, BUCKET, VERSION, NUMBER, SESSION_ID, NAME, HASH, LIST, COUNTS, TEXT, SQL ->
                "invalid_value";
        };
    }

    private static @Nullable Object known(Property property, Object value) {
        return value instanceof String word && property.declares(word) ? word : property.otherwise;
    }

    private static @Nullable Long integer(long[] range, Object value) {
        Long number = whole(value);
        return number != null && number >= range[0] && number <= range[1] ? number : null;
    }

    private static @Nullable Object label(Property property, Object value) {
        Long quantity = whole(value);
        if (quantity == null || quantity < 0) {
            return null;
        }
        int i = 0;
        while (i < property.bounds.length && quantity >= property.bounds[i]) {
            i++;
        }
        return property.values[i];
    }

    private static @Nullable Long whole(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Duration duration ? (Long) duration.toMillis() : null;
    }

    /** The nearest declared name, from an error's own class upwards. */
    private static @Nullable Object errorClass(Property property, Object value) {
        if (value instanceof String) {
            return known(property, value);
        }
        Class<?> type = value instanceof Class<?> given ? given : value.getClass();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            String name = each.getSimpleName();
            if (property.declares(name)) {
                return name;
            }
        }
        return property.otherwise;
    }

    /**
     * The version's numbers down to the level, with a zero where one is missing, so that 25 and 25.0.1 are
     * the same minor; all of it where all is kept. Null where it does not begin with a number.
     */
    static @Nullable String version(String version, Property.Keep keep) {
        String text = version.trim();
        if (text.isEmpty() || text.length() > MAX_VERSION_LENGTH || !isDigit(text.charAt(0))) {
            return null;
        }
        return switch (keep) {
            case MAJOR -> numbers(text, 1);
            case MINOR -> numbers(text, 2);
            case PATCH -> numbers(text, 3);
            case FULL -> isPlain(text) ? text : null;
        };
    }

    private static String numbers(String version, int count) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        for (int i = 0; i < count; i++) {
            int start = at;
            while (at < version.length() && isDigit(version.charAt(at))) {
                at++;
            }
            kept.append(i == 0 ? "" : ".").append(at > start ? version.substring(start, at) : "0");
            if (at < version.length() && version.charAt(at) == '.') {
                at++;
            } else {
                at = version.length();
            }
        }
        return kept.toString();
    }

    private static boolean isPlain(String version) {
        for (int i = 0; i < version.length(); i++) {
            char each = version.charAt(i);
            boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
            if (!letter && !isDigit(each) && ".-+_".indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
