package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One place in two canonical forms; {@code old} or {@code now} is null where there is nothing. */
record Step(
        List<String> path, @Nullable Object old, @Nullable Object now) {
    /** Mappings whose keys are names of the author's choice. */
    private static final Set<String> NAMED =
            Set.of("events", "destinations", "separate", "history", "links", "accept", "web.refused-before");

    boolean isSame() {
        return Objects.equals(old, now);
    }

    boolean isAdded() {
        return old == null;
    }

    boolean isRemoved() {
        return now == null;
    }

    boolean isMapping() {
        return old instanceof Map || now instanceof Map;
    }

    /** What stands one key deeper. */
    List<Step> children() {
        Set<String> keys = new TreeSet<>(oldMap().keySet());
        keys.addAll(nowMap().keySet());
        return keys.stream().map(this::child).toList();
    }

    Step child(String key) {
        List<String> inner = new ArrayList<>(path);
        inner.add(key);
        return new Step(inner, oldMap().get(key), nowMap().get(key));
    }

    /**
     * The path by which a rule is found: {@code *} stands for a name of the author's choice, and {@code property} for a
     * property, wherever it is declared.
     */
    String shape() {
        StringBuilder shape = new StringBuilder();
        for (String key : path) {
            boolean named = NAMED.contains(shape.toString());
            shape.append(shape.isEmpty() ? "" : ".").append(named ? "*" : key);
            String written = shape.toString();
            if (written.startsWith("common.") || written.startsWith("events.*.properties.")) {
                shape.setLength(0);
                shape.append("property");
            }
        }
        return shape.toString();
    }

    String last() {
        return path.get(path.size() - 1);
    }

    /** What the place belongs to, for people: {@code `status` of `cli_command`}. */
    String subject() {
        if (path.size() == 1) {
            return quote(path.get(0));
        }
        if (path.get(0).equals("common")) {
            return quote(path.get(1)) + " of every event";
        }
        boolean property = path.size() > 3 && path.get(2).equals("properties");
        return property ? quote(path.get(3)) + " of " + quote(path.get(1)) : quote(path.get(1));
    }

    Change widens(String what) {
        return change(Change.Kind.WIDENING, what);
    }

    Change neutral(String what) {
        return change(Change.Kind.NEUTRAL, what);
    }

    Change narrows(String what) {
        return change(Change.Kind.NARROWING, what);
    }

    Change change(Change.Kind kind, String what) {
        return new Change(String.join(".", path), kind, what);
    }

    Map<String, Object> oldMap() {
        return map(old);
    }

    Map<String, Object> nowMap() {
        return map(now);
    }

    /** The words of the list that were not there before. */
    List<String> addedWords() {
        return without(words(now), words(old));
    }

    /** The words of the list that are not there any more. */
    List<String> removedWords() {
        return without(words(old), words(now));
    }

    /** How much larger the number is than before; 0 where one of the two is no number. */
    int growth() {
        return old instanceof Number before && now instanceof Number after
                ? new BigDecimal(after.toString()).compareTo(new BigDecimal(before.toString()))
                : 0;
    }

    /** A word in backquotes, whatever it consists of. */
    static String quote(@Nullable Object word) {
        return "`" + Problems.visible(String.valueOf(word)).replace('`', '\'') + "`";
    }

    static String quote(Collection<String> words) {
        return words.stream().map(Step::quote).collect(Collectors.joining(", "));
    }

    static List<String> words(@Nullable Object list) {
        return list instanceof List<?> items
                ? items.stream().map(String::valueOf).toList()
                : List.of();
    }

    static List<String> without(Collection<String> words, Collection<String> others) {
        return words.stream().filter(word -> !others.contains(word)).toList();
    }

    /** A mapping of the canonical form; empty where there is none. */
    static Map<String, Object> map(@Nullable Object mapping) {
        Map<String, Object> map = new TreeMap<>();
        if (mapping instanceof Map<?, ?> written) {
            written.forEach((key, value) -> map.put((String) key, value));
        }
        return map;
    }
}
