package dev.overt.collector.enforce;

import dev.overt.collector.log.DropReason;
import dev.overt.manifest.PropertyType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words of a closed set, each once, in declared order with {@code otherwise} last, and no more than the declared number
 * of them. Items that are no words of the set become {@code otherwise} or, without one, are left out; items that are no
 * strings are left out.
 */
final class WordListRule implements PropertyRule {
    private final OneWord words;
    private final int maxItems;

    WordListRule(PropertyType.WordList type) {
        words = OneWord.of(type);
        maxItems = type.maxItems();
    }

    @Override
    public Checked check(Object value) {
        if (!(value instanceof List<?> sent)) {
            return Checked.refused();
        }
        Set<@Nullable Object> found = new HashSet<>();
        DropReason reason = null;
        for (Object item : sent) {
            Checked word = words.check(item);
            found.add(word.value());
            reason = DropReason.graver(reason, word.reason());
        }
        List<String> kept = words.order().stream().filter(found::contains).toList();
        if (kept.size() <= maxItems) {
            return new Checked(kept, reason);
        }
        return new Checked(List.copyOf(kept.subList(0, maxItems)), DropReason.graver(reason, DropReason.CUT_VALUE));
    }
}
