package dev.overt.collector.anonymity;

import java.util.Map;
import java.util.Set;

/**
 * One total broken down in two ways, and both at once.
 *
 * @param rows what is shown of the one way
 * @param columns what is shown of the other, of the same total
 * @param cells row to column to count; what is not there is none
 */
public record Crossing(Breakdown rows, Breakdown columns, Map<String, Map<String, Count>> cells) {
    /** Makes the map immutable. */
    public Crossing {
        cells = Map.copyOf(cells);
    }

    Count cell(String row, String column) {
        return cells.getOrDefault(row, Map.of()).getOrDefault(column, Count.NONE);
    }

    /** Rows and columns of which every cell may be shown; without one of either nothing is. */
    public record Named(Set<String> rows, Set<String> columns) {
        /** Nothing may be shown. */
        static final Named NOTHING = new Named(Set.of(), Set.of());

        /** Makes the sets immutable. */
        public Named {
            rows = Set.copyOf(rows);
            columns = Set.copyOf(columns);
        }
    }
}
