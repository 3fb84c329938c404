package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a property has another type: a widening, unless every value of the new type was one of the old.
 */
final class TypeChange {
    private static final Map<String, String> NOUNS = Map.ofEntries(
            Map.entry("enum", "a word of a list"),
            Map.entry("boolean", "true or false"),
            Map.entry("integer", "a whole number"),
            Map.entry("number", "a number"),
            Map.entry("bucket", "a range"),
            Map.entry("version", "a version"),
            Map.entry("os", "the operating system"),
            Map.entry("arch", "the processor's architecture"),
            Map.entry("platform", "the platform, as a word of a list"),
            Map.entry("install-method", "how the product was installed, as a word of a list"),
            Map.entry("error-class", "the class of an error, as a word of a list"),
            Map.entry("name", "a name that others chose"),
            Map.entry("hash", "a keyed hash"),
            Map.entry("session-id", "a random id of one process"),
            Map.entry("list", "some words of a list"),
            Map.entry("counts", "how often each word of a list occurred"),
            Map.entry("text", "free text, scrubbed"),
            Map.entry("sql", "the masked text of SQL statements"));

    private TypeChange() {}

    /** What a property holds, for people. */
    static String noun(Map<String, Object> property) {
        String type = String.valueOf(property.get("type"));
        List<String> values = Step.words(property.get("values"));
        return NOUNS.getOrDefault(type, Step.quote(type)) + (values.isEmpty() ? "" : " (" + Step.quote(values) + ")");
    }

    /** The change of the type of {@code property}. */
    static Change judge(Step property) {
        Step type = property.child("type");
        String what =
                property.subject() + " is " + noun(property.nowMap()) + "; it was " + noun(property.oldMap()) + ".";
        return saysNothingNew(property.oldMap(), property.nowMap()) ? type.narrows(what) : type.widens(what);
    }

    private static boolean saysNothingNew(Map<String, Object> old, Map<String, Object> now) {
        Set<String> words = words(now);
        if (words != null) {
            Set<String> earlier = words(old);
            return earlier == null ? words.stream().allMatch(word -> fits(old, word)) : earlier.containsAll(words);
        }
        return isNumber(old)
                && isNumber(now)
                && decimals(now) <= decimals(old)
                && number(now, "min").compareTo(number(old, "min")) >= 0
                && number(now, "max").compareTo(number(old, "max")) <= 0;
    }

    /** All that a property of one word can hold; null where it holds something else. */
    private static @Nullable Set<String> words(Map<String, Object> property) {
        return switch (String.valueOf(property.get("type"))) {
            case "os" -> Set.copyOf(PropertyType.OperatingSystem.NAMES);
            case "arch" -> Set.copyOf(PropertyType.Architecture.NAMES);
            case "enum", "platform", "install-method", "error-class" -> {
                Set<String> words = new HashSet<>(Step.words(property.get("values")));
                Object otherwise = property.get("otherwise");
                if (otherwise != null) {
                    words.add(String.valueOf(otherwise));
                }
                yield words;
            }
            default -> null;
        };
    }

    /** Whether {@code property} is a text that could be {@code word}. */
    private static boolean fits(Map<String, Object> property, String word) {
        return "text".equals(property.get("type"))
                && number(property, "max").intValue() >= word.codePointCount(0, word.length());
    }

    private static boolean isNumber(Map<String, Object> property) {
        return "integer".equals(property.get("type")) || "number".equals(property.get("type"));
    }

    private static int decimals(Map<String, Object> property) {
        return property.get("decimals") instanceof Integer decimals ? decimals : 0;
    }

    private static BigDecimal number(Map<String, Object> property, String key) {
        return new BigDecimal(String.valueOf(property.get(key)));
    }
}
