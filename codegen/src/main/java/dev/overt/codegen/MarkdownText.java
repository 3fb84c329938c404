package dev.overt.codegen;

/** Text of others in CommonMark, so that it is shown as it is and makes nothing else of the page. */
final class MarkdownText {
    /** What means something anywhere in a line. */
    private static final String SPECIAL = "\\`*_{}[]<>#~&$";

    private static final String SPACES = "[\\s\\p{Zs}]";

    private MarkdownText() {}

    /** Plain text on one line. */
    static String plain(String text) {
        StringBuilder escaped = new StringBuilder();
        text.replaceAll("\\s+", " ").codePoints().forEach(point -> escape(escaped, point));
        return escaped.toString();
    }

    /** A code span, longer of fence than any in the text; what no span can hold in a table is plain text instead. */
    static String code(String text) {
        String line = text.replaceAll("\\s+", " ");
        if (line.isBlank() || line.indexOf('|') >= 0) {
            return plain(line);
        }
        String fence = fence(line, 1);
        boolean padded = line.startsWith("`") || line.endsWith("`") || (line.startsWith(" ") && line.endsWith(" "));
        String padding = padded ? " " : "";
        return fence + padding + line + padding + fence;
    }

    /** Text between two marks such as {@code *}, which need something that is no space on their inner side. */
    static String between(String mark, String text) {
        String escaped = plain(text.strip());
        if (escaped.isEmpty()) {
            return "";
        }
        int last = escaped.length() - 1;
        String end = space(escaped.charAt(last));
        String start = last == 0 ? "" : space(escaped.charAt(0));
        return mark + start + escaped.substring(start.isEmpty() ? 0 : 1, end.isEmpty() ? last + 1 : last) + end + mark;
    }

    /** Text at the start of a line, where a few more characters mean something. */
    static String atLineStart(String escaped) {
        if (escaped.matches("[-+=:].*")) {
            return "\\" + escaped;
        }
        return escaped.matches("[0-9]{1,9}[.)].*") ? escaped.replaceFirst("([.)])", "\\\\$1") : escaped;
    }

    /** So many backquotes that they do not occur in a row in {@code text}, and {@code least} of them at least. */
    static String fence(String text, int least) {
        String fence = "`".repeat(least);
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence;
    }

    private static String space(char each) {
        return String.valueOf(each).matches(SPACES) ? "&#" + (int) each + ";" : "";
    }

    private static void escape(StringBuilder escaped, int point) {
        if (point == '|') {
            // An entity, because the backslashes of a cell are read twice.
            escaped.append("&#124;");
        } else {
            escaped.append(SPECIAL.indexOf(point) >= 0 ? "\\" : "").appendCodePoint(point);
        }
    }
}
