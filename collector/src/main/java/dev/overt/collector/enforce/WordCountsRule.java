package dev.overt.collector.enforce;

import dev.overt.collector.log.DropReason;
import dev.overt.manifest.PropertyType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often each word of a closed set occurs, in declared order with {@code otherwise} last. Counts of words outside the
 * set are added up under {@code otherwise} or, without one, left out, and so is a count that is no whole number from 0 to
 * 2^63-1. A sum is cut at the declared maximum; zero says nothing and is left out without being counted.
 */
final class WordCountsRule implements PropertyRule {
    private final OneWord words;
    private final long maxCount;

    WordCountsRule(PropertyType.WordCounts type) {
        words = OneWord.of(type);
        maxCount = type.maxCount();
    }

    @Override
    public Checked check(Object value) {
        if (!(value instanceof Map<?, ?> sent)) {
            return Checked.refused();
        }
        Map<Object, Long> sums = new HashMap<>();
        DropReason reason = null;
        for (Map.Entry<?, ?> entry : sent.entrySet()) {
            reason = DropReason.graver(reason, add(entry.getKey(), entry.getValue(), sums));
        }
        return kept(sums, reason);
    }

    /** Adds one sent count to the sums. Returns why it is not as it was sent. */
    private @Nullable DropReason add(@Nullable Object word, @Nullable Object count, Map<Object, Long> sums) {
        if (!(count instanceof Long number) || number < 0) {
            return DropReason.INVALID_VALUE;
        }
        if (number == 0) {
            return null;
        }
        Checked checked = words.check(word);
        if (checked.value() != null) {
            // One above the maximum tells a sum that is cut; a million of them do not overflow.
            sums.merge(checked.value(), Math.min(number, maxCount + 1), Long::sum);
        }
        return checked.reason();
    }

    private Checked kept(Map<Object, Long> sums, @Nullable DropReason reason) {
        Map<String, Long> kept = new LinkedHashMap<>();
        DropReason gravest = reason;
        for (String word : words.order()) {
            Long sum = sums.get(word);
            if (sum != null) {
                kept.put(word, Math.min(sum, maxCount));
                gravest = sum > maxCount ? DropReason.graver(gravest, DropReason.CUT_VALUE) : gravest;
            }
        }
        return new Checked(Collections.unmodifiableMap(kept), gravest);
    }
}
