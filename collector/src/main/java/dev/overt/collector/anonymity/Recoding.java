package dev.overt.collector.anonymity;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/** Takes rows and columns out of a crossing until no cell is left of too few. For one thread, once. */
final class Recoding {
    private final Crossing crossing;
    private final int k;
    private final Set<String> rows;
    private final Set<String> columns;
    /** Lines of which the smallest goes next. */
    private final List<Line> candidates = new ArrayList<>();

    /** A row or a column that is named. */
    private record Line(boolean isRow, String value, long installs) {}

    Recoding(Crossing crossing, int k, Set<String> rows, Set<String> columns) {
        this.crossing = crossing;
        this.k = k;
        this.rows = new TreeSet<>(rows);
        this.columns = new TreeSet<>(columns);
    }

    Crossing.Named named() {
        while (!rows.isEmpty() && !columns.isEmpty()) {
            candidates.clear();
            checkCells();
            checkRows();
            checkColumns();
            checkCorner();
            if (candidates.isEmpty()) {
                return new Crossing.Named(rows, columns);
            }
            removeSmallest();
        }
        return Crossing.Named.NOTHING;
    }

    private void checkCells() {
        for (String row : rows) {
            for (String column : columns) {
                Count cell = crossing.cell(row, column);
                if (isTooFew(cell.events(), cell.installs())) {
                    candidates.add(row(row));
                    candidates.add(column(column));
                }
            }
        }
    }

    /** What the named columns leave of each row. */
    private void checkRows() {
        for (String row : rows) {
            Count whole = crossing.rows().part(row);
            long events = whole.events()
                    - sum(columns, column -> crossing.cell(row, column).events());
            long left = whole.installs()
                    - sum(columns, column -> crossing.cell(row, column).installs());
            long largest = largest(
                    hiddenColumns(), column -> crossing.cell(row, column).installs());
            if (isTooFew(events, Math.max(left, largest))) {
                candidates.add(row(row));
                columns.forEach(column -> candidates.add(column(column)));
            }
        }
    }

    /** What the named rows leave of each column. */
    private void checkColumns() {
        for (String column : columns) {
            Count whole = crossing.columns().part(column);
            long events =
                    whole.events() - sum(rows, row -> crossing.cell(row, column).events());
            long left = whole.installs()
                    - sum(rows, row -> crossing.cell(row, column).installs());
            long largest =
                    largest(hiddenRows(), row -> crossing.cell(row, column).installs());
            if (isTooFew(events, Math.max(left, largest))) {
                candidates.add(column(column));
                rows.forEach(row -> candidates.add(row(row)));
            }
        }
    }

    /** What rows and columns leave of the total. */
    private void checkCorner() {
        Count total = crossing.rows().total();
        long events = total.events()
                - sum(rows, row -> crossing.rows().part(row).events())
                - sum(columns, column -> crossing.columns().part(column).events())
                + sum(
                        rows,
                        row -> sum(columns, column -> crossing.cell(row, column).events()));
        long left = total.installs()
                - sum(rows, row -> crossing.rows().part(row).installs())
                - sum(columns, column -> crossing.columns().part(column).installs());
        long largest = largest(
                hiddenRows(),
                row -> largest(
                        hiddenColumns(), column -> crossing.cell(row, column).installs()));
        if (isTooFew(events, Math.max(left, largest))) {
            rows.forEach(row -> candidates.add(row(row)));
            columns.forEach(column -> candidates.add(column(column)));
        }
    }

    private boolean isTooFew(long events, long installs) {
        return events > 0 && installs < k;
    }

    /** From the longer side, which can spare it; with all that are as small, so that no name decides. */
    private void removeSmallest() {
        boolean spareRows = rows.size() > columns.size();
        boolean spareColumns = columns.size() > rows.size();
        if (candidates.stream().anyMatch(line -> line.isRow() ? spareRows : spareColumns)) {
            candidates.removeIf(line -> line.isRow() ? spareColumns : spareRows);
        }
        long smallest = candidates.stream().mapToLong(Line::installs).min().orElse(0);
        for (Line line : candidates) {
            if (line.installs() == smallest) {
                (line.isRow() ? rows : columns).remove(line.value());
            }
        }
    }

    private Line row(String row) {
        return new Line(true, row, crossing.rows().part(row).installs());
    }

    private Line column(String column) {
        return new Line(false, column, crossing.columns().part(column).installs());
    }

    private Set<String> hiddenRows() {
        return without(crossing.rows(), rows);
    }

    private Set<String> hiddenColumns() {
        return without(crossing.columns(), columns);
    }

    private static Set<String> without(Breakdown all, Set<String> named) {
        Set<String> hidden = new TreeSet<>(all.parts().keySet());
        hidden.removeAll(named);
        return hidden;
    }

    private static long sum(Set<String> values, ToLongFunction<String> number) {
        return values.stream().mapToLong(number).sum();
    }

    private static long largest(Set<String> values, ToLongFunction<String> number) {
        return values.stream().mapToLong(number).max().orElse(0);
    }
}
