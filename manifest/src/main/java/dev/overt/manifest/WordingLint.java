package dev.overt.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks what a property is called, and what is said of it. */
final class WordingLint {
    private static final int MIN_JUSTIFICATION_CHARACTERS = 40;
    /** Words for what tells one person or machine from another, or opens something. */
    private static final Set<String> IDENTIFYING = Set.of(
            "account",
            "address",
            "arg",
            "argument",
            "cookie",
            "credential",
            "dir",
            "directory",
            "domain",
            "email",
            "file",
            "filename",
            "folder",
            "host",
            "hostname",
            "ip",
            "key",
            "login",
            "mac",
            "mail",
            "passphrase",
            "password",
            "path",
            "phone",
            "prompt",
            "secret",
            "serial",
            "token",
            "uri",
            "url",
            "user",
            "username");
    /** Last words that make a name one of a kind of thing: {@code file_type} names no file. */
    private static final Set<String> KINDS =
            Set.of("category", "class", "format", "kind", "method", "mode", "provider", "status", "type", "version");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");

    private final Property property;
    private final PropertyType type;
    private final String path;
    private final List<String> said;
    private final NeverList never;
    private final Findings findings;

    /** @param said what the event says of itself */
    WordingLint(Property property, String path, List<String> said, NeverList never, Findings findings) {
        this.property = property;
        this.type = property.type();
        this.path = path;
        this.said = said;
        this.never = never;
        this.findings = findings;
    }

    void check() {
        if (type instanceof PropertyType.FreeText text) {
            checkJustification(text.justification());
        }
        if (property.what() == null && property.fact() == null) {
            checkUndescribed();
        }
        checkName(Problems.quote(path) + " is", List.of(property.name().split("_")));
        for (String name : property.from()) {
            checkName(Problems.quote(path) + " is taken from " + Problems.quote(name) + ", which is", words(name));
        }
    }

    /** @param subject begins the sentence */
    private void checkName(String subject, List<String> words) {
        if (isFree()
                && !KINDS.contains(words.get(words.size() - 1))
                && words.stream().anyMatch(WordingLint::identifies)) {
            findings.add(
                    Rule.IDENTIFYING_NAME,
                    path,
                    subject + " called as if it told one person, machine or file from another.",
                    "Write `type: hash`, or name it after what it holds.");
        }
        if (isTelling()) {
            never.naming(words)
                    .ifPresent(entry -> findings.add(
                            Rule.NEVER_NAMED,
                            path,
                            subject + " named in `never`: " + Problems.quote(entry) + ".",
                            "Remove one of them."));
        }
    }

    /** Of another client's name, such as {@code $userName} or {@code ai.user.id}; at least one. */
    private static List<String> words(String name) {
        List<String> words = BETWEEN_WORDS
                .splitAsStream(name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty() ? List.of(name) : words;
    }

    private void checkJustification(String justification) {
        add(Rule.REVIEW, "holds text that others word.", "Ask somebody to review its justification.");
        boolean repeated = said.stream().anyMatch(text -> isSame(text, justification))
                || (property.what() != null && isSame(property.what(), justification));
        if (repeated || justification.codePointCount(0, justification.length()) < MIN_JUSTIFICATION_CHARACTERS) {
            findings.add(
                    Rule.WEAK_JUSTIFICATION,
                    path + ".justification",
                    "This does not say why a closed type is not enough.",
                    "Say which question needs the text, in 40 characters or more.");
        }
    }

    private static boolean isSame(String text, String other) {
        return letters(text).equals(letters(other));
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private void checkUndescribed() {
        if (type instanceof PropertyType.Name) {
            add(
                    Rule.OPEN_NAME,
                    "can be any name, and nobody says of what.",
                    "Add `what: …`; where all values are known, write `type: enum`.");
        } else if (type instanceof PropertyType.Hash
                || type instanceof PropertyType.FreeText
                || type instanceof PropertyType.WordList
                || type instanceof PropertyType.WordCounts) {
            add(Rule.UNDESCRIBED, "does not say what it holds.", "Add `what: …`, one sentence.");
        }
    }

    private boolean isFree() {
        return type instanceof PropertyType.Name || type instanceof PropertyType.FreeText;
    }

    /** Whether the value says more than a bit, a range or a pseudonym. */
    private boolean isTelling() {
        return !(type instanceof PropertyType.Flag
                || type instanceof PropertyType.Bucket
                || type instanceof PropertyType.Hash);
    }

    private static boolean identifies(String word) {
        return NeverList.forms(word).stream().anyMatch(IDENTIFYING::contains);
    }

    private void add(Rule rule, String what, String mend) {
        findings.add(rule, path, Problems.quote(path) + " " + what, mend);
    }
}
