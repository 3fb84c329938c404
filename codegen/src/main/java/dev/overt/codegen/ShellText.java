package dev.overt.codegen;

import dev.overt.manifest.JsonText;

/** Text as it may stand in a script of a POSIX shell, where it means nothing but itself. */
final class ShellText {
    private ShellText() {}

    /** One word, in single quotes, between which a shell reads nothing. */
    static String word(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** One word that is the text as a string in JSON. */
    static String json(String text) {
        return word(JsonText.compact(text));
    }

    /** One word as a pattern of {@code case} that matches itself alone; there, quotes take their meaning from signs. */
    static String pattern(String text) {
        return text.matches("[A-Za-z0-9_.-]+") ? text : word(text);
    }

    /** The text of a comment that ends with its line. */
    static String comment(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
