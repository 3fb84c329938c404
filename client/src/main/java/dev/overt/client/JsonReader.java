package dev.overt.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of one JSON text: maps, lists, strings, booleans, null, {@code Long} for whole numbers and
 * {@code Double} for others. Refuses repeated keys and nesting deeper than {@value #MAX_DEPTH}. Not thread-safe.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 16;

    private final String text;
    /** Whether the members of the outermost object are wanted as they are written. */
    private final boolean unread;

    private int at;

    private JsonReader(String text, boolean unread) {
        this.text = text;
        this.unread = unread;
    }

    /** Reads all of {@code text}; throws {@code IllegalArgumentException} where it is not one JSON value. */
    static @Nullable Object read(String text) {
        return read(new JsonReader(text, false), text);
    }

    private static @Nullable Object read(JsonReader reader, String text) {
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at != text.length()) {
            throw reader.unexpected();
        }
        return value;
    }

    /** Reads a JSON object; throws {@code IllegalArgumentException} where {@code text} is anything else. */
    static Map<?, ?> readObject(String text) {
        if (read(text) instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /** The members of a JSON object, each as its own JSON text; refuses what {@link #readObject} refuses. */
    static Map<String, String> members(String text) {
        Map<String, String> members = new LinkedHashMap<>();
        if (read(new JsonReader(text, true), text) instanceof Map<?, ?> object) {
            for (Map.Entry<?, ?> each : object.entrySet()) {
                members.put((String) each.getKey(), (String) each.getValue());
            }
            return members;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private @Nullable Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw unexpected();
        }
        skipSpace();
        char first = peek();
        return switch (first) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        at++;
        if (next('}')) {
            return members;
        }
        do {
            skipSpace();
            String key = string();
            require(':');
            skipSpace();
            int start = at;
            Object value = value(depth + 1);
            if (members.containsKey(key)) {
                throw unexpected();
            }
            members.put(key, unread && depth == 0 ? text.substring(start, at) : value);
        } while (next(','));
        require('}');
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        at++;
        if (next(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (next(','));
        require(']');
        return elements;
    }

    private String string() {
        if (peek() != '"') {
            throw unexpected();
        }
        at++;
        int start = at;
        char each = peek();
        while (each != '"' && each != '\\' && each >= ' ') {
            at++;
            each = peek();
        }
        String plain = text.substring(start, at);
        if (each != '"') {
            return plain + rest();
        }
        at++;
        return plain;
    }

    /** What follows of a string from the first character that may not stand for itself. */
    private String rest() {
        StringBuilder characters = new StringBuilder();
        while (peek() != '"') {
            char each = text.charAt(at);
            if (each < ' ') {
                throw unexpected();
            }
            at++;
            characters.append(each == '\\' ? escaped() : each);
        }
        at++;
        return characters.toString();
    }

    private char escaped() {
        char each = peek();
        at++;
        return switch (each) {
            case '"', '\\', '/' -> each;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char each = peek();
            int digit = each < 128 ? Character.digit(each, 16) : -1;
            if (digit < 0) {
                throw unexpected();
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int whole = digits();
        if (whole == 0 || (whole > 1 && text.charAt(at - whole) == '0')) {
            throw unexpected();
        }
        boolean integer = true;
        if (at < text.length() && text.charAt(at) == '.') {
            integer = false;
            at++;
            requireDigits();
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            integer = false;
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            requireDigits();
        }
        String number = text.substring(start, at);
        return integer && whole <= 18 ? (Object) Long.valueOf(number) : Double.valueOf(number);
    }

    private void requireDigits() {
        if (digits() == 0) {
            throw unexpected();
        }
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - start;
    }

    private boolean next(char expected) {
        skipSpace();
        if (peek() != expected) {
            return false;
        }
        at++;
        return true;
    }

    private void require(char expected) {
        if (!next(expected)) {
            throw unexpected();
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not JSON at character " + (at + 1));
    }
}
