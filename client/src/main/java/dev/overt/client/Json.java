package dev.overt.client;

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

    /** Adds a string, a {@code Long} or a {@code Boolean}. */
    Json putValue(String key, Object value) {
        key(key);
        if (value instanceof String words) {
            quote(words);
        } else {
            text.append(value);
        }
        return this;
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
        text.append('"');
    }

    private void escape(char each) {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            text.append(Character.forDigit((each >> shift) & 0xf, 16));
        }
    }
}
