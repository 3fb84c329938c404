package dev.overt.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the types that most products declare let through of a value: null where nothing. */
final class Sanitiser {
    private static final int MAX_VERSION_LENGTH = 40;

    private Sanitiser() {}

    static @Nullable Object known(Property property, Object value) {
        return word(value) instanceof String word && property.declares(word) ? word : property.otherwise;
    }

    /** The word that a value says: a constant of a generated enum says its text. */
    static @Nullable Object word(@Nullable Object value) {
        return value instanceof Enum<?> ? value.toString() : value;
    }

    static @Nullable Long integer(long[] range, Object value) {
        Long number = whole(value);
        return number != null && number >= range[0] && number <= range[1] ? number : null;
    }

    static @Nullable Object label(Property property, Object value) {
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
        if (isWhole(value)) {
            return ((Number) value).longValue();
        }
        return value instanceof Duration duration ? (Long) duration.toMillis() : null;
    }

    /** Whether a value is of a type that is known to hold a whole number of at most 64 bits. */
    static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** The nearest declared name, from an error's own class upwards. */
    static @Nullable Object errorClass(Property property, Object value) {
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

    static @Nullable String version(Property property, Object value) {
        String version = value instanceof String text ? version(text, property.numbers) : null;
        return version == null ? property.otherwise : version;
    }

    /**
     * The version's numbers down to the level, with a zero where one is missing, so that 25 and 25.0.1 are
     * the same minor; all of it where all is kept. Null where it does not begin with a number.
     */
    static @Nullable String version(String version, int numbers) {
        String trimmed = version.trim();
        String text = trimmed.startsWith("v") ? trimmed.substring(1) : trimmed;
        if (text.isEmpty() || text.length() > MAX_VERSION_LENGTH || !isDigit(text.charAt(0))) {
            return null;
        }
        if (numbers > 0) {
            return numbers(text, numbers);
        }
        return isPlain(text) ? text : null;
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
            if (!letter && !isDigit(each) && ".-+".indexOf(each) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char each) {
        return each >= '0' && each <= '9';
    }
}
