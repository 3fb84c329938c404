package dev.overt.codegen;

import java.util.ArrayList;
import java.util.List;

/** Text as a terminal shows it. */
final class Screen {
    private static final int COLUMNS = 80;

    private Screen() {}

    /** Broken between words, as a tool does it. */
    static String wrap(String text) {
        return String.join(
                "\n", text.lines().flatMap(line -> lines(line).stream()).toList());
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
