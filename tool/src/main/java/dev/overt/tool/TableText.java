package dev.overt.tool;

import dev.overt.collector.store.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A query's rows as text: aligned for a person, comma-separated for a program. */
record TableText(Table table) {
    /** Columns padded to their widest cell, numbers to the right, then the number of rows. */
    String aligned() {
        List<List<String>> cells = table.rows().stream().map(TableText::texts).collect(Collectors.toList());
        int[] widths = IntStream.range(0, table.columns().size())
                .map(column -> width(cells, column))
                .toArray();
        StringBuilder text = new StringBuilder();
        appendLine(text, table.columns(), widths);
        appendLine(text, IntStream.of(widths).mapToObj("─"::repeat).toList(), widths);
        cells.forEach(row -> appendLine(text, row, widths));
        return text.append(Count.of(cells.size(), "row")).append('\n').toString();
    }

    /** RFC 4180, with a header line; an absent value is an empty field. */
    String csv() {
        StringBuilder text = new StringBuilder();
        appendCsv(text, table.columns());
        table.rows().forEach(row -> appendCsv(text, texts(row)));
        return text.toString();
    }

    private static List<String> texts(List<? extends @Nullable Object> row) {
        return row.stream().map(value -> value == null ? "" : value.toString()).collect(Collectors.toList());
    }

    private int width(List<List<String>> cells, int column) {
        int widest = table.columns().get(column).length();
        for (List<String> row : cells) {
            widest = Math.max(widest, row.get(column).length());
        }
        return widest;
    }

    private void appendLine(StringBuilder text, List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String padding =
                    " ".repeat(Math.max(0, widths[column] - cells.get(column).length()));
            boolean right = numeric(column);
            line.append(right ? padding : "")
                    .append(printable(cells.get(column)))
                    .append(right ? "" : padding)
                    .append("  ");
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private boolean numeric(int column) {
        return table.rows().stream().map(row -> row.get(column)).allMatch(value -> value instanceof Number)
                && !table.rows().isEmpty();
    }

    /** Stored text came from outside: a control character must not reach a person's terminal. */
    private static String printable(String cell) {
        return cell.chars().noneMatch(Character::isISOControl)
                ? cell
                : cell.chars()
                        .mapToObj(character -> Character.isISOControl(character) ? "?" : Character.toString(character))
                        .collect(Collectors.joining());
    }

    private static void appendCsv(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(TableText::csvField).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String csvField(String cell) {
        boolean plain = cell.chars().noneMatch(character -> character == ',' || character == '"' || character < ' ');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
