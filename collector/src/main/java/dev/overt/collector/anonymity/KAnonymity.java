package dev.overt.collector.anonymity;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rule that nothing about fewer than {@code k} installations is shown. Immutable.
 *
 * <p>What is not named is shown as {@link #OTHER}: what the named leave of the total. So that nobody can subtract, other
 * is never fewer than {@code k} installations either; where it would be, the smallest that could be named goes into it.
 * Nothing depends on which value is which, so whoever sees the answer cannot tell the small ones in it from the large.
 *
 * @param k at least 2
 */
public record KAnonymity(int k) {
    /** All values that are not named, together. */
    public static final String OTHER = "Other";

    /** Every number that is shown is a multiple of it. */
    private static final int STEP = 5;

    /** Refuses a k that protects nobody. */
    public KAnonymity {
        if (k < 2) {
            throw new IllegalArgumentException("k must be at least 2");
        }
    }

    /** A number as it is shown: the nearest multiple of 5, the same one whenever and wherever the number is. */
    public static long rounded(long number) {
        return (number + STEP / 2) / STEP * STEP;
    }

    /** Whether a count may be shown. */
    public boolean shows(Count count) {
        return count.installs() >= k;
    }

    /**
     * Whether a count may take the place of one that was shown: only when at least k installations lie between the two,
     * or else whoever asks again and again would see one come.
     *
     * @param shownInstalls as it was shown, rounded
     */
    public boolean replaces(long shownInstalls, Count now) {
        return shows(now) && Math.abs(now.installs() - shownInstalls) >= k + STEP / 2;
    }

    /** The values of a breakdown that may be shown; none if not even its total may. */
    public Set<String> named(Breakdown breakdown) {
        Set<String> named = new TreeSet<>(breakdown.parts().keySet());
        named.removeIf(value -> value.equals(OTHER) || !shows(breakdown.part(value)));
        if (!shows(breakdown.total())) {
            return Set.of();
        }
        if (hidesTooFew(breakdown, named)) {
            removeSmallest(breakdown, named);
        }
        return named;
    }

    /**
     * Whether too few may be left to {@link #OTHER}. How many events have no value may be known from elsewhere: those with a
     * value must be enough without them.
     */
    private boolean hidesTooFew(Breakdown breakdown, Set<String> named) {
        boolean allHaveAValue = breakdown.unsaidEvents() == 0;
        boolean hidesAValue = false;
        long largest = 0;
        long left = breakdown.total().installs();
        for (Map.Entry<String, Count> part : breakdown.parts().entrySet()) {
            if (named.contains(part.getKey())) {
                left -= part.getValue().installs();
            } else {
                hidesAValue |= part.getValue().events() > 0;
                largest = Math.max(largest, part.getValue().installs());
            }
        }
        if (hidesAValue) {
            return largest < k && (left < k || !allHaveAValue);
        }
        return !allHaveAValue && left < k;
    }

    /** With all that are as small, so that no name decides. */
    private static void removeSmallest(Breakdown breakdown, Set<String> named) {
        long smallest = named.stream()
                .mapToLong(value -> breakdown.part(value).installs())
                .min()
                .orElse(0);
        named.removeIf(value -> breakdown.part(value).installs() == smallest);
    }

    /**
     * The rows and columns of a crossing that may be shown: all of their cells, and what they leave of their row, their
     * column and the total, are of nobody or of k installations at least. A crossing names no more than its margins do, so
     * the cells that are not shown can only be guessed at within k.
     *
     * @param rows that the one margin names
     * @param columns that the other does
     */
    public Crossing.Named named(Crossing crossing, Set<String> rows, Set<String> columns) {
        return new Recoding(crossing, k, rows, columns).named();
    }
}
