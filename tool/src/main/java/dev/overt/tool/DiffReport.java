package dev.overt.tool;

import dev.overt.manifest.Change;
import dev.overt.manifest.Difference;
import dev.overt.manifest.JsonText;
import dev.overt.manifest.Manifest;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code overt diff} prints: a verdict, the changes from widening to narrowing, and what to do next. */
record DiffReport(Manifest old, Manifest now, Difference difference) {
    /** How it is written. */
    enum Format {
        /** For a terminal. */
        TEXT,
        /** For a pull request. */
        MARKDOWN,
        /** For programs. */
        JSON
    }

    String written(Format format) {
        return switch (format) {
            case TEXT -> text();
            case MARKDOWN -> markdown();
            case JSON -> json();
        };
    }

    private String text() {
        return verdict() + System.lineSeparator() + lines(difference) + next() + System.lineSeparator();
    }

    /** Each change for a terminal, those first that a reviewer must decide on. */
    static String lines(Difference difference) {
        return changes(difference)
                .map(change -> "  %-10s %s%n             %s%n".formatted(word(change), change.what(), change.path()))
                .collect(Collectors.joining());
    }

    private String markdown() {
        String heading = "### " + verdict() + "\n\n";
        String rows = changes(difference)
                .map(change -> "| %s | %s | `%s` |\n".formatted(word(change), cell(change.what()), cell(path(change))))
                .collect(Collectors.joining());
        String table = rows.isEmpty() ? "" : "| kind | what | where |\n|---|---|---|\n" + rows + "\n";
        return heading + table + next() + "\n";
    }

    private String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("old", old.hash());
        report.put("new", now.hash());
        report.put("widens", difference.widens());
        report.put("covered", difference.covered());
        report.put("changes", changes(difference).map(DiffReport::tree).toList());
        return JsonText.indented(report);
    }

    private static Map<String, Object> tree(Change change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", word(change));
        tree.put("path", change.path());
        tree.put("what", change.what());
        return tree;
    }

    private String verdict() {
        if (difference.changes().isEmpty()) {
            return "The two manifests say the same.";
        }
        if (!difference.widens()) {
            return "Nothing is widened.";
        }
        return difference.covered()
                ? "More is collected, and earlier answers do not cover it."
                : "More is collected than people have agreed to.";
    }

    private String next() {
        int covers = old.consent().covers();
        if (!difference.widens()) {
            return difference.covered()
                    ? "People are asked anew, which nothing here asks for: `consent.covers` was " + covers + "."
                    : "Answers given before still cover what is collected.";
        }
        return difference.covered()
                ? "Decide whether each widening is worth asking people anew, and say so in the release notes."
                : "Raise `consent.covers` to " + (covers + 1)
                        + ", so that people are asked anew, or take back what is widening.";
    }

    private static Stream<Change> changes(Difference difference) {
        return difference.changes().stream()
                .sorted(Comparator.comparing(Change::kind).reversed());
    }

    private static String word(Change change) {
        return change.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String path(Change change) {
        return change.path().replace('`', '\'');
    }

    /** A bar ends a cell, even in a code span. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
