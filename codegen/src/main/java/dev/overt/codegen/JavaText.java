package dev.overt.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Text as it may stand in Java source of any encoding: in plain ASCII, and never ending what it stands in. */
final class JavaText {
    private static final int LITERAL_COLUMNS = 86;
    private static final String CONTINUATION = "\n" + " ".repeat(28) + "+ ";

    private JavaText() {}

    /** A string literal. */
    static String literal(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            literal.append(inLiteral(text.charAt(i)));
        }
        return literal.append('"').toString();
    }

    /** Each text as a string literal, a long one in parts. */
    static List<String> literals(List<String> texts) {
        return texts.stream()
                .map(text -> lines(text, LITERAL_COLUMNS).stream()
                        .map(JavaText::literal)
                        .collect(Collectors.joining(CONTINUATION)))
                .toList();
    }

    /** A number as a literal of a {@code long}. */
    static String literal(long number) {
        return number == (int) number ? Long.toString(number) : number + "L";
    }

    /** Text as the words of a Javadoc comment. */
    static String javadoc(String text) {
        StringBuilder words = new StringBuilder();
        text.codePoints().forEach(point -> words.append(inJavadoc(point)));
        return words.toString();
    }

    /** Text in lines of at most {@code width} characters, where its spaces allow; joined they are the text. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (text.length() - start > width) {
            int space = text.lastIndexOf(' ', start + width - 1);
            if (space < start) {
                space = text.indexOf(' ', start);
            }
            if (space < 0) {
                break;
            }
            lines.add(text.substring(start, space + 1));
            start = space + 1;
        }
        lines.add(text.substring(start));
        return lines;
    }

    private static String inLiteral(char character) {
        return switch (character) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            default -> {
                if (isAscii(character)) {
                    yield String.valueOf(character);
                }
                // The compiler reads a Unicode escape before it looks for the end of a line.
                yield (character < ' ' ? "\\%03o" : "\\u%04x").formatted((int) character);
            }
        };
    }

    /** A backslash is among the escaped, as {@code \}{@code u} is read even in a comment. */
    private static String inJavadoc(int point) {
        boolean plain = isAscii(point) && "&<>@*/\\{}".indexOf(point) < 0;
        if (point == '\n') {
            return " ";
        }
        return plain ? Character.toString(point) : "&#" + point + ";";
    }

    private static boolean isAscii(int point) {
        return point >= ' ' && point <= '~';
    }
}
