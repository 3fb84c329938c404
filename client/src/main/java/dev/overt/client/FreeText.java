package dev.overt.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a scrubber lets through of a text, bounded before and after. */
final class FreeText {
    private static final int MAX_READ_CHARACTERS = 64 * 1024;

    private FreeText() {}

    /** Null where {@code value} is no text; throws what the scrubber throws. */
    static @Nullable String of(Property property, Object value) {
        String text = value instanceof String given ? given : null;
        if (value instanceof Throwable error && property.type.equals("text")) {
            text = Objects.requireNonNullElse(error.getMessage(), "");
        }
        if (text == null || property.scrubber == null) {
            return null;
        }
        String read = text.substring(0, Math.min(text.length(), MAX_READ_CHARACTERS));
        return cut(property.scrubber.apply(read), (int) property.bounds[0]);
    }

    private static @Nullable String cut(@Nullable String text, int maxCodePoints) {
        return text == null || text.codePointCount(0, text.length()) <= maxCodePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxCodePoints)).trim();
    }
}
