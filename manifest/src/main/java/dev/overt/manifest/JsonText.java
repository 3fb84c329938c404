package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * JSON text of a tree of maps with string keys, lists, strings, whole numbers, {@link BigDecimal}s and booleans. Keys
 * stand in the order of their map. Strings are escaped as RFC 8785 (JSON Canonicalization Scheme) says, section 3.2.2.2.
 */
public final class JsonText {
    private static final int INDENT = 2;

    private final StringBuilder text = new StringBuilder();
    private final boolean indented;

    private JsonText(boolean indented) {
        this.indented = indented;
    }

    /** Without a space or a line break. */
    public static String compact(Object tree) {
        return new JsonText(false).write(tree, 0);
    }

    /** For people: a key or an item on each line, two spaces deeper in each map or list, and a line break at the end. */
    public static String indented(Object tree) {
        return new JsonText(true).write(tree, 0) + "\n";
    }

    private String write(Object tree, int depth) {
        value(tree, depth);
        return text.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof BigDecimal number) {
            text.append(number.toPlainString());
        } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("not a value of JSON: " + value);
        }
    }

    private void map(Map<?, ?> map, int depth) {
        text.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            text.append(separator);
            line(depth + 1);
            string((String) entry.getKey());
            text.append(indented ? ": " : ":");
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        close(map.isEmpty(), '}', depth);
    }

    private void list(List<?> list, int depth) {
        text.append('[');
        String separator = "";
        for (Object item : list) {
            text.append(separator);
            line(depth + 1);
            value(item, depth + 1);
            separator = ",";
        }
        close(list.isEmpty(), ']', depth);
    }

    private void close(boolean empty, char bracket, int depth) {
        if (!empty) {
            line(depth);
        }
        text.append(bracket);
    }

    private void line(int depth) {
        if (indented) {
            text.append('\n').append(" ".repeat(INDENT * depth));
        }
    }

    private void string(String string) {
        text.append('"');
        string.chars().forEach(unit -> character((char) unit));
        text.append('"');
    }

    private void character(char unit) {
        switch (unit) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\b' -> text.append("\\b");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\f' -> text.append("\\f");
            case '\r' -> text.append("\\r");
            default -> text.append(unit < ' ' ? "\\u%04x".formatted((int) unit) : String.valueOf(unit));
        }
    }
}
