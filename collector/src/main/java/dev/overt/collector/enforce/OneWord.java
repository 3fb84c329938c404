package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of a closed set of words. The answers are made beforehand, so that a check allocates nothing. */
final class OneWord implements PropertyRule {
    private final Map<String, Checked> known = new HashMap<>();
    private final List<String> order;
    private final Checked unknown;

    /** @param otherwise what any other word becomes; null where another word is refused */
    OneWord(List<String> values, @Nullable String otherwise) {
        List<String> words = new ArrayList<>(values);
        if (otherwise != null && !values.contains(otherwise)) {
            words.add(otherwise);
        }
        words.forEach(word -> known.put(word, Checked.kept(word)));
        order = List.copyOf(words);
        unknown = otherwise == null ? Checked.refused() : Checked.replaced(otherwise);
    }

    static OneWord of(PropertyType.ClosedSet set) {
        return new OneWord(set.values(), set.otherwise());
    }

    /** All that can be kept, in declared order, {@code otherwise} last. */
    List<String> order() {
        return order;
    }

    @Override
    public Checked check(@Nullable Object value) {
        return value instanceof String word ? known.getOrDefault(word, unknown) : Checked.refused();
    }
}
