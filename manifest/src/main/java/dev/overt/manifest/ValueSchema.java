package dev.overt.manifest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON Schemas of single values, as {@link Value} reads them. A schema sees what YAML makes of a scalar: {@code 1} and
 * {@code true} without quotes are a number and a boolean to it, and words to the reader.
 */
final class ValueSchema {
    private static final int MAX_WORD_CHARACTERS = 100;
    private static final long MAX_WHOLE_NUMBER = 999_999_999_999_999_999L;

    private ValueSchema() {}

    /** Text of one or more lines. */
    static Map<String, Object> text() {
        return scalar(List.of("string", "number", "boolean"), "[^ \\t\\r\\n]");
    }

    /** Text on one line. */
    static Map<String, Object> word() {
        Map<String, Object> word =
                scalar(List.of("string", "number", "boolean"), "^[^ \\t\\r\\n](?:[^\\r\\n]*[^ \\t\\r\\n])?$");
        word.put("maxLength", MAX_WORD_CHARACTERS);
        return word;
    }

    /** A word of a form; a number or a boolean where a word of the form can look like one. */
    static Map<String, Object> word(Form form) {
        List<String> types = new ArrayList<>(List.of("string"));
        if (form.matches("1")) {
            types.add("number");
        }
        if (form.matches("true")) {
            types.add("boolean");
        }
        return scalar(types, anchored(form.pattern()));
    }

    /** One of some words. */
    static Map<String, Object> oneOf(Collection<String> words) {
        List<Object> values = new ArrayList<>(words);
        for (String word : List.of("true", "false")) {
            if (words.contains(word)) {
                values.add(Boolean.valueOf(word));
            }
        }
        return mapOf("enum", values);
    }

    static Map<String, Object> wholeNumber() {
        return wholeNumber(-MAX_WHOLE_NUMBER, MAX_WHOLE_NUMBER);
    }

    /** A whole number from {@code min} to {@code max}; in quotes, of any size. */
    static Map<String, Object> wholeNumber(long min, long max) {
        return number("integer", min, max, Form.WHOLE_NUMBER);
    }

    static Map<String, Object> number() {
        long limit = 1_000_000_000_000L;
        return number("number", -limit, limit, Form.NUMBER);
    }

    private static Map<String, Object> number(String type, long min, long max, Form form) {
        Map<String, Object> number = new LinkedHashMap<>();
        number.put("type", List.of(type, "string"));
        number.put("minimum", min);
        number.put("maximum", max);
        number.put("pattern", anchored(form.pattern()));
        return number;
    }

    static Map<String, Object> url() {
        return scalar(List.of("string"), "^https?://[^?#]+$");
    }

    static Map<String, Object> interval() {
        return word(Form.INTERVAL);
    }

    /** A list of words, texts and so on. */
    static Map<String, Object> listOf(Map<String, Object> item) {
        Map<String, Object> list = mapOf("type", "array");
        list.put("items", item);
        return list;
    }

    static Map<String, Object> listOf(Map<String, Object> item, int least, int most) {
        Map<String, Object> list = listOf(item);
        list.put("minItems", least);
        list.put("maxItems", most);
        return list;
    }

    /** Names by which other clients say something. */
    static Map<String, Object> foreignNames() {
        return listOf(word(), 1, 20);
    }

    /** A word that matches all of {@code pattern}. */
    static Map<String, Object> matching(String pattern, List<String> types) {
        return scalar(types, anchored(pattern));
    }

    private static Map<String, Object> scalar(List<String> types, String pattern) {
        Map<String, Object> scalar = mapOf("type", types.size() == 1 ? types.get(0) : types);
        scalar.put("pattern", pattern);
        return scalar;
    }

    private static String anchored(String pattern) {
        return "^(?:" + pattern + ")$";
    }

    private static Map<String, Object> mapOf(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
