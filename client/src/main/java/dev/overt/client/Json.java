package dev.overt.client;

import java.util.List;
import java.util.Map;

/** The text of one JSON object while it is written, in the order of its members. Not thread-safe. */
final class Json {
    private final StringBuilder text = new StringBuilder(512).append('{');

    Json put(String key, String value) {
        key(key);
        quote(value);
        return this;
    }

    Json put(String key, long value) {
        key(key);
        text.append(value);
        return this;
    }

    Json put(String key, boolean value) {
        key(key);
        text.append(value);
        return this;
    }

    /** Adds a member whose value is already JSON. */
    Json putJson(String key, String json) {
        key(key);
        text.append(json);
        return this;
    }

    /** Adds what a sanitiser lets through. */
    Json putValue(String key, Object value) {
        if (value instanceof String words) {
            return put(key, words);
        }
        key(key);
        if (value instanceof List<?> words) {
            array(words);
        } else if (value instanceof Map<?, ?> counts) {
            Json object = new Json();
            for (Map.Entry<?, ?> each : counts.entrySet()) {
                object.putJson((String) each.getKey(), String.valueOf(each.getValue()));
            }
            text.append(object);
        } else {
            text.append(value);
        }
        return this;
    }

    private void array(List<?> words) {
        String separator = "[";
        for (Object each : words) {
            text.append(separator);
            quote((String) each);
            separator = ",";
        }
        text.append(words.isEmpty() ? "[]" : "]");
    }

    /** The finished object. */
    @Override
    public String toString() {
        return text + "}";
    }

    private void key(String key) {
        if (text.length() > 1) {
            text.append(',');
        }
        quote(key);
        text.append(':');
    }

    private void quote(String value) {
        text.append('"');
        if (isPlain(value)) {
            text.append(value);
        } else {
            escape(value);
        }
        text.append('"');
    }

    /** Asked first, as of nearly every string it is true: a cold JVM takes its time over each character. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each < ' ' || each >= 0x7f || each == '"' || each == '\\') {
                return false;
            }
        }
        return true;
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            if (each == '"' || each == '\\') {
                text.append('\\').append(each);
            } else if (each < ' ' || each == 0x7f || Character.isSurrogate(each)) {
                escape(each);
            } else {
                text.append(each);
            }
        }
    }

    private void escape(char each) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((each >> shift) & 0xf, 16));
        }
    }
}
