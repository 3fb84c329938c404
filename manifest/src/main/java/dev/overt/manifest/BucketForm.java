package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Bucket;
import dev.overt.manifest.PropertyType.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a manifest writes a bucket: {@code of: duration} with bounds such as {@code [1s, 5s, 30s]}, which make the
 * labels {@code <1s}, {@code 1-5s}, {@code 5-30s} and {@code 30s+}.
 */
final class BucketForm {
    private static final int MAX_BOUNDS = 50;
    /** So that no bound overflows: nine digits of the largest unit are 10^18. */
    private static final Pattern WRITTEN = Pattern.compile("([1-9][0-9]{0,8})([A-Za-z]*)");

    /** Units of each quantity, in milliseconds or bytes; a count has none. */
    private static final Map<Quantity, Map<String, Long>> UNITS = Map.of(
            Quantity.DURATION, new TreeMap<>(Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L)),
            Quantity.BYTES, new TreeMap<>(Map.of("B", 1L, "KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L)),
            Quantity.COUNT, Map.of("", 1L));

    private BucketForm() {}

    /** A bound as it was written. */
    private record Bound(String number, String unit, long amount) {
        String label() {
            return number + unit;
        }

        String labelUpTo(Bound next) {
            return (unit.equals(next.unit) ? number : label()) + "-" + next.label();
        }
    }

    /** How a bound of a quantity looks. */
    static String pattern(Quantity of) {
        return "[1-9][0-9]{0,8}(?:"
                + String.join("|", Objects.requireNonNull(UNITS.get(of)).keySet()) + ")";
    }

    static PropertyType read(Mapping property) {
        Quantity of = property.required("of", "duration").oneOf(Choice.among(Quantity.values()));
        Value value = property.required("bounds", "[1s, 5s, 30s]");
        if (of == null) {
            return new Bucket(Quantity.COUNT, List.of(), List.of());
        }
        List<Bound> bounds = bounds(value, of);
        List<Long> amounts = bounds.stream().map(Bound::amount).toList();
        return new Bucket(of, amounts, bounds.isEmpty() ? List.of() : labels(bounds));
    }

    private static List<Bound> bounds(Value value, Quantity of) {
        int count = value.items().size();
        if (count == 0 || count > MAX_BOUNDS) {
            value.error(Rule.COUNT, value.path() + " has " + count + " bounds.", "Write 1 to 50 of them.");
        }
        List<Bound> bounds = new ArrayList<>();
        for (Value item : value.items()) {
            Bound bound = bound(item, of);
            if (bound == null) {
                continue;
            }
            if (!bounds.isEmpty() && bound.amount <= bounds.get(bounds.size() - 1).amount) {
                item.error(
                        Rule.ORDER, "The bounds of " + value.path() + " do not ascend here.", "Order them, each once.");
            }
            bounds.add(bound);
        }
        return bounds;
    }

    private static @Nullable Bound bound(Value item, Quantity of) {
        String word = item.word();
        Matcher written = WRITTEN.matcher(word);
        Map<String, Long> units = Objects.requireNonNull(UNITS.get(of));
        Long factor = written.matches() ? units.get(written.group(2)) : null;
        if (factor == null) {
            item.error(Rule.FORM, Problems.quote(word) + " is not a bound of `of: " + Choice.word(of) + "`.", mend(of));
            return null;
        }
        String number = written.group(1);
        return new Bound(number, written.group(2), factor * Long.parseLong(number));
    }

    private static String mend(Quantity of) {
        String number = "Write a whole number above 0, of at most nine digits";
        return switch (of) {
            case DURATION -> number + ", and `ms`, `s`, `m` or `h`.";
            case BYTES -> number + ", and `B`, `KB` (1000 bytes), `MB` or `GB`.";
            case COUNT -> number + ", without a unit.";
        };
    }

    private static List<String> labels(List<Bound> bounds) {
        List<String> labels = new ArrayList<>();
        labels.add("<" + bounds.get(0).label());
        for (int i = 1; i < bounds.size(); i++) {
            labels.add(bounds.get(i - 1).labelUpTo(bounds.get(i)));
        }
        labels.add(bounds.get(bounds.size() - 1).label() + "+");
        return labels;
    }
}
