package dev.overt.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which words of a declared set a collection holds, and how many of each a map counts. */
final class DeclaredWords {
    /** How many elements are looked at; a collection may be endless. */
    private static final int MAX_ELEMENTS = 10_000;

    private DeclaredWords() {}

    /** Each word once, in declared order; null where {@code value} is no collection. What is left out is dropped. */
    static @Nullable List<String> list(Property property, Object value, EventWriter keeper) {
        if (!(value instanceof Collection<?> given)) {
            return null;
        }
        boolean[] found = new boolean[property.values.length + 1];
        long unknown = 0;
        Iterator<?> elements = given.iterator();
        for (int i = 0; i < MAX_ELEMENTS && elements.hasNext(); i++) {
            int at = index(property, elements.next());
            if (at < 0) {
                unknown++;
            } else {
                found[at] = true;
            }
        }
        List<String> words = new ArrayList<>();
        for (int i = 0; i < found.length && words.size() < property.bounds[0]; i++) {
            if (found[i]) {
                words.add(word(property, i));
            }
        }
        drop(keeper, "unknown_value", unknown);
        return words;
    }

    /** Counts above zero, in declared order; null where {@code value} is no map. What is left out is dropped. */
    static @Nullable Map<String, Long> counts(Property property, Object value, EventWriter keeper) {
        if (!(value instanceof Map<?, ?> given)) {
            return null;
        }
        long[] totals = new long[property.values.length + 1];
        long max = property.bounds[0];
        long unknown = 0;
        long invalid = 0;
        Iterator<? extends Map.Entry<?, ?>> entries = given.entrySet().iterator();
        for (int i = 0; i < MAX_ELEMENTS && entries.hasNext(); i++) {
            Map.Entry<?, ?> entry = entries.next();
            int at = index(property, entry.getKey());
            Object count = entry.getValue();
            if (at < 0) {
                unknown++;
            } else if (Sanitiser.isWhole(count) && ((Number) count).longValue() >= 0) {
                totals[at] += Math.min(((Number) count).longValue(), max - totals[at]);
            } else {
                invalid++;
            }
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < totals.length; i++) {
            if (totals[i] > 0) {
                counts.put(word(property, i), totals[i]);
            }
        }
        drop(keeper, "unknown_value", unknown);
        drop(keeper, "invalid_value", invalid);
        return counts;
    }

    private static void drop(EventWriter keeper, String reason, long count) {
        if (count > 0) {
            keeper.drop(reason, count);
        }
    }

    /** Place of a word among the declared ones, after which the word for all others comes; -1 where it has none. */
    private static int index(Property property, @Nullable Object said) {
        Object word = Sanitiser.word(said);
        int other = -1;
        for (int i = 0; i < property.values.length; i++) {
            String declared = property.values[i];
            // What is no enum is never asked: it may be anything.
            if (declared.equals(word)) {
                return i;
            }
            if (declared.equals(property.otherwise)) {
                other = i;
            }
        }
        return other >= 0 || property.otherwise == null ? other : property.values.length;
    }

    private static String word(Property property, int index) {
        return index < property.values.length ? property.values[index] : String.valueOf(property.otherwise);
    }
}
