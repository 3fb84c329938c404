package dev.overt.manifest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far in one file, up to a thousand and surely the first error. Not thread-safe. */
final class Problems {
    private static final int MAX_PROBLEMS = 1000;
    private static final int MAX_QUOTED_CHARACTERS = 60;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private boolean refuse;

    Problems(String file) {
        this.file = file;
    }

    void add(Place place, Rule rule, String path, String what, String mend) {
        boolean firstError = rule.severity() == Problem.Severity.ERROR && !refuse;
        refuse |= firstError;
        if (firstError || found.size() < MAX_PROBLEMS) {
            found.add(new Problem(file, place, rule, path, what, mend));
        }
    }

    /** Whether there is an error among them. */
    boolean refuse() {
        return refuse;
    }

    /** All of them, in the order of the file. */
    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
                .toList();
    }

    /** {@code text} as it may stand in a message: in backquotes, shortened, on one line and without invisible characters. */
    static String quote(String text) {
        boolean tooLong = text.codePointCount(0, text.length()) > MAX_QUOTED_CHARACTERS;
        String kept = tooLong ? text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED_CHARACTERS)) + "…" : text;
        return "`" + visible(kept) + "`";
    }

    /** {@code text} on one line, with a mark in place of each invisible character. */
    static String visible(String text) {
        StringBuilder visible = new StringBuilder();
        text.codePoints().map(point -> Value.isInvisible(point) ? '�' : point).forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
