package dev.overt.collector.dashboard;

import dev.overt.collector.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The answer to a question.
 *
 * @param name its name in addresses
 * @param note what to know about it; may be empty
 * @param rows one value for each column: text, or a whole number; null where nothing may be said
 * @param bar the column that is drawn as a bar as well; -1 for none
 */
record Sheet(String name, String title, String note, List<String> columns, List<List<@Nullable Object>> rows, int bar) {
    Sheet {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Whether a column holds numbers. */
    boolean isNumeric(int column) {
        return rows.stream().map(row -> row.get(column)).allMatch(value -> value == null || value instanceof Number)
                && column > 0;
    }

    /** A value for people. */
    static String shown(@Nullable Object value) {
        if (value instanceof Number number) {
            return Wording.number(number.longValue());
        }
        return value == null ? "–" : value.toString();
    }

    /** Length of a row's bar, of a hundred. */
    int share(List<@Nullable Object> row) {
        long most =
                rows.stream().mapToLong(other -> number(other.get(bar))).max().orElse(0);
        long own = number(row.get(bar));
        return most == 0 || own == 0 ? 0 : (int) Math.max(1, Math.round(100.0 * own / most));
    }

    static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    /** As RFC 4180 has it; what a spreadsheet would take for a formula gets an apostrophe. */
    String csv() {
        StringBuilder csv = new StringBuilder();
        List<List<@Nullable Object>> lines = new ArrayList<>();
        lines.add(List.copyOf(columns));
        lines.addAll(rows);
        for (List<@Nullable Object> line : lines) {
            for (int i = 0; i < line.size(); i++) {
                csv.append(i == 0 ? "" : ",").append(quoted(line.get(i)));
            }
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private static String quoted(@Nullable Object value) {
        if (value == null || value instanceof Number) {
            return value == null ? "" : value.toString();
        }
        String text = value.toString();
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }

    byte[] json() {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("question", name);
            json.writeArrayPropertyStart("columns");
            columns.forEach(json::writeString);
            json.writeEndArray();
            json.writeArrayPropertyStart("rows");
            for (List<@Nullable Object> row : rows) {
                json.writeStartArray();
                row.forEach(value -> write(value, json));
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(@Nullable Object value, JsonGenerator json) {
        if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else if (value == null) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }

    byte[] csvBytes() {
        return csv().getBytes(StandardCharsets.UTF_8);
    }
}
