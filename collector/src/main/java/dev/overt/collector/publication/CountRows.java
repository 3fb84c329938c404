package dev.overt.collector.publication;

import static dev.overt.collector.anonymity.KAnonymity.rounded;

import dev.overt.collector.anonymity.Breakdown;
import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.Crossing;
import dev.overt.collector.anonymity.KAnonymity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of {@code counts} of one week, as they are published. For one thread. */
final class CountRows {
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /** Where in the table a value stands: as an event, a property's value, a version or a system. */
    interface Place {
        /** The five columns before the numbers. */
        List<String> at(String value);
    }

    void add(List<String> place, Count count) {
        add(place, rounded(count.events()), rounded(count.installs()));
    }

    private void add(List<String> place, long events, @Nullable Long installs) {
        List<@Nullable Object> row = new ArrayList<>(place);
        row.add(events);
        row.add(installs);
        rows.add(row);
    }

    /** The named values, and what they leave of the total. */
    void add(Breakdown breakdown, Set<String> named, Place place) {
        long left = rounded(breakdown.total().events());
        for (String value : named) {
            Count count = breakdown.parts().getOrDefault(value, Count.NONE);
            add(place.at(value), count);
            left -= rounded(count.events());
        }
        addOther(breakdown, named, place, left);
    }

    private void addOther(Breakdown breakdown, Set<String> named, Place place, long left) {
        long sum = breakdown.parts().values().stream().mapToLong(Count::events).sum();
        boolean addsUp = sum <= breakdown.total().events();
        boolean isWhole = sum == breakdown.total().events()
                && named.containsAll(breakdown.parts().keySet());
        if (left > 0 && addsUp && !isWhole && !named.isEmpty()) {
            add(place.at(KAnonymity.OTHER), left, null);
        }
    }

    /** The named cells of a crossing, and what they leave of each column. */
    void add(Crossing crossing, Crossing.Named named, Function<String, Place> places) {
        for (String column : named.columns()) {
            Map<String, Count> cells = new TreeMap<>();
            crossing.cells().forEach((row, line) -> {
                Count cell = line.getOrDefault(column, Count.NONE);
                if (cell.events() > 0) {
                    cells.put(row, cell);
                }
            });
            Set<String> shown = new TreeSet<>(cells.keySet());
            shown.retainAll(named.rows());
            Count whole = crossing.columns().parts().getOrDefault(column, Count.NONE);
            add(new Breakdown(whole, cells), shown, places.apply(column));
        }
    }

    List<List<@Nullable Object>> rows() {
        return rows;
    }
}
