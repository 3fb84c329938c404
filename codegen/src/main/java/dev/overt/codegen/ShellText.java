package dev.overt.codegen;

import dev.overt.manifest.JsonText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text as it may stand in a script of a POSIX shell, where it means nothing but itself. */
final class ShellText {
    /** Of a line, without its margin. */
    private static final int MAX_CHARACTERS = 116;

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

    /** The same, for text in capital letters and small ones alike. */
    static String caseless(String lowerCase) {
        StringBuilder pattern = new StringBuilder();
        lowerCase.codePoints().forEach(point -> {
            String sign = Character.toString(point);
            pattern.append(
                    point >= 'a' && point <= 'z' ? "[" + sign.toUpperCase(Locale.ROOT) + sign + "]" : pattern(sign));
        });
        return pattern.isEmpty() ? "''" : pattern.toString();
    }

    /** The same, for any of several texts. */
    static String caseless(Collection<String> lowerCase) {
        return lowerCase.stream().map(ShellText::caseless).collect(Collectors.joining(" | "));
    }

    /** Some parts of a script on as few lines as they fit. */
    static List<String> packed(List<String> parts) {
        List<String> lines = new ArrayList<>();
        for (String part : parts) {
            String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
            if (last.isEmpty() || last.length() + part.length() >= MAX_CHARACTERS) {
                lines.add(part);
            } else {
                lines.set(lines.size() - 1, last + " " + part);
            }
        }
        return lines;
    }

    /** One word that is the path of a file as a manifest writes it; no path where there is no home directory. */
    static String path(String path) {
        return path.startsWith("~/") ? "\"${HOME:-.}\"" + word(path.substring(1)) : word(path);
    }

    /** The text of a comment that ends with its line. */
    static String comment(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
