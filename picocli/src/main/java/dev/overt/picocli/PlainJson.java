package dev.overt.picocli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain data as JSON on one line: maps, lists, strings, numbers, booleans and null. */
final class PlainJson {
    private PlainJson() {}

    static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        if (value instanceof Map<?, ?> members) {
            String separator = "{";
            for (Map.Entry<?, ?> each : members.entrySet()) {
                text.append(separator);
                quote(String.valueOf(each.getKey()), text);
                text.append(':');
                write(each.getValue(), text);
                separator = ",";
            }
            text.append(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> elements) {
            String separator = "[";
            for (Object each : elements) {
                text.append(separator);
                write(each, text);
                separator = ",";
            }
            text.append(elements.isEmpty() ? "[]" : "]");
        } else if (value instanceof String words) {
            quote(words, text);
        } else {
            text.append(value);
        }
    }

    private static void quote(String words, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < words.length(); i++) {
            char each = words.charAt(i);
            if (each == '"' || each == '\\') {
                text.append('\\').append(each);
            } else if (each < ' ' || each == 0x7f || Character.isSurrogate(each)) {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit((each >> shift) & 0xf, 16));
                }
            } else {
                text.append(each);
            }
        }
        text.append('"');
    }
}
