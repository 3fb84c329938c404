package dev.overt.manifest;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A mapping of the canonical form, without what is absent or empty; its keys are in the order of their UTF-16 units. */
final class CanonicalMapping {
    private final Map<String, Object> entries = new TreeMap<>();

    CanonicalMapping with(String key, @Nullable Object value) {
        if (value != null && !isEmpty(value)) {
            entries.put(key, value);
        }
        return this;
    }

    /** The mapping; never written again. */
    Map<String, Object> tree() {
        return entries;
    }

    private static boolean isEmpty(Object value) {
        return value.equals("")
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> mapping && mapping.isEmpty());
    }
}
