package dev.overt.manifest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is promised never to be sent, by its words. An entry such as {@code command arguments or flag values} names
 * phrases, of each of which the last word is the thing: {@code command_arguments} is named there, {@code command} is not.
 */
final class NeverList {
    private static final Pattern BETWEEN_PHRASES = Pattern.compile("\\b(?:or|and)\\b|[,;/]");
    /** What follows them tells more of the thing before. */
    private static final Pattern AFTER_THE_THING = Pattern.compile("\\b(?:of|in|from|that|which|for)\\b|\\(");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
    /** Where one of these is the last word, the word before is the thing as well. */
    private static final Set<String> CONTAINERS = Set.of("names", "values", "contents", "content", "strings");

    /** Entries by the things that they name. */
    private final Map<String, List<Entry>> entries = new HashMap<>();

    /** @param words all words, in each form */
    private record Entry(String text, Set<String> words) {
        boolean has(String word) {
            return forms(word).stream().anyMatch(words::contains);
        }
    }

    NeverList(List<String> never) {
        never.forEach(this::add);
    }

    /** The first entry that names a property of these words. */
    Optional<String> naming(List<String> words) {
        return words.stream()
                .flatMap(word -> forms(word).stream())
                .flatMap(form -> entries.getOrDefault(form, List.of()).stream())
                .filter(entry -> words.stream().allMatch(entry::has))
                .map(Entry::text)
                .findFirst();
    }

    private void add(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("e-mail", "email");
        Entry entry = new Entry(text, new HashSet<>());
        words(lower).forEach(word -> entry.words.addAll(forms(word)));
        Set<String> things = new HashSet<>();
        BETWEEN_PHRASES
                .splitAsStream(lower)
                .map(phrase -> AFTER_THE_THING.splitAsStream(phrase).findFirst().orElse(""))
                .flatMap(phrase -> things(words(phrase)).stream())
                .forEach(thing -> things.addAll(forms(thing)));
        things.forEach(thing ->
                entries.computeIfAbsent(thing, key -> new ArrayList<>()).add(entry));
    }

    private static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
    }

    private static List<String> things(List<String> words) {
        int last = words.size() - 1;
        if (last < 0) {
            return List.of();
        }
        boolean contained = last > 0 && CONTAINERS.contains(words.get(last));
        return words.subList(contained ? last - 1 : last, last + 1);
    }

    /** A word, and what it would be in the singular. */
    static Set<String> forms(String word) {
        Set<String> forms = new HashSet<>(Set.of(word));
        int length = word.length();
        if (length > 3 && word.endsWith("s")) {
            forms.add(word.substring(0, length - 1));
        }
        if (length > 4 && word.endsWith("es")) {
            forms.add(word.substring(0, length - 2));
        }
        if (length > 4 && word.endsWith("ies")) {
            forms.add(word.substring(0, length - 3) + "y");
        }
        return forms;
    }
}
