package dev.overt.codegen;

import java.util.List;

/** Java source being written: lines, with lists of arguments filled up to 120 columns. Not thread-safe. */
final class JavaSource {
    private static final int MAX_COLUMNS = 120;
    private static final int CONTINUATION = 8;

    private final StringBuilder text = new StringBuilder();

    void line(int indent, String line) {
        text.append(" ".repeat(indent)).append(line).append('\n');
    }

    void blank() {
        text.append('\n');
    }

    /** {@code head(first, second)tail}, broken between arguments where it is too long. */
    void call(int indent, String head, List<String> arguments, String tail) {
        StringBuilder line = new StringBuilder(head).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            boolean last = i == arguments.size() - 1;
            String argument = arguments.get(i) + (last ? ")" + tail : ",");
            boolean first = line.charAt(line.length() - 1) == '(';
            if (!first && indent + line.length() + 1 + argument.length() > MAX_COLUMNS) {
                line(indent, line.toString());
                line.setLength(0);
                line.append(" ".repeat(CONTINUATION)).append(argument);
            } else {
                line.append(first ? "" : " ").append(argument);
            }
        }
        line(indent, arguments.isEmpty() ? line + ")" + tail : line.toString());
    }

    /** A call with a text on each line, long ones in parts. */
    void callPerLine(int indent, String head, List<String> texts) {
        line(indent, head + "(");
        List<String> literals = JavaText.literals(texts);
        for (int i = 0; i < literals.size(); i++) {
            line(indent + CONTINUATION, literals.get(i) + (i == literals.size() - 1 ? ")" : ","));
        }
    }

    /** A Javadoc comment of paragraphs and tags, already escaped; on one line where it fits. */
    void javadoc(int indent, List<String> paragraphs, List<String> tags) {
        String only = "/** " + paragraphs.get(0) + " */";
        if (paragraphs.size() == 1 && tags.isEmpty() && indent + only.length() <= MAX_COLUMNS) {
            line(indent, only);
            return;
        }
        line(indent, "/**");
        for (int i = 0; i < paragraphs.size(); i++) {
            if (i > 0) {
                line(indent, " *");
            }
            comment(indent, (i > 0 ? "<p>" : "") + paragraphs.get(i));
        }
        if (!tags.isEmpty()) {
            line(indent, " *");
        }
        tags.forEach(tag -> comment(indent, tag));
        line(indent, " */");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void comment(int indent, String words) {
        for (String line : JavaText.lines(words, MAX_COLUMNS - indent - 3)) {
            line(indent, " * " + line.stripTrailing());
        }
    }
}
