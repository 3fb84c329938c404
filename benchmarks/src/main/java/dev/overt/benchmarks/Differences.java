package dev.overt.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Milliseconds that runs took beyond the run without telemetry of the same round. */
final class Differences {
    private static final double MAX_MEDIAN = 10;
    private static final double MAX_TAIL = 20;

    private final List<Double> millis = new ArrayList<>();

    void add(double difference) {
        millis.add(difference);
    }

    void addAll(Differences others) {
        millis.addAll(others.millis);
    }

    boolean isEmpty() {
        return millis.isEmpty();
    }

    double median() {
        return quantile(0.5);
    }

    /** Between two measured ones where the share falls between them; not a number where there is none. */
    double quantile(double share) {
        List<Double> sorted = millis.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        double place = share * (sorted.size() - 1);
        double below = sorted.get((int) place);
        double above = sorted.get((int) Math.ceil(place));
        // The difference of two infinite ones would be no number.
        return below == above ? below : below + (place - (int) place) * (above - below);
    }

    /** For the table: median and 95th percentile, in bold where they miss the goal. */
    String medianAndTail() {
        boolean reached = isEmpty() || (median() <= MAX_MEDIAN && quantile(0.95) <= MAX_TAIL);
        return reached ? plain() : "**" + plain() + "**";
    }

    /** The same without regard to the goal. */
    String plain() {
        return isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f, %.1f", median(), quantile(0.95));
    }

    /** For the table: the median of few, and how often it holds that of {@code other}, where that can be told. */
    String medianAndRatio(Differences other) {
        if (isEmpty()) {
            return "–";
        }
        if (Double.isInfinite(median())) {
            return "> 120,000";
        }
        String median = String.format(Locale.ROOT, "%,.0f", median());
        return other.median() < 1
                ? median
                : median + String.format(Locale.ROOT, " (%,.0f×)", median() / other.median());
    }
}
