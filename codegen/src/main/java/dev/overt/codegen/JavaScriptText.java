package dev.overt.codegen;

import dev.overt.manifest.JsonText;

/** Values as they may stand in a script of JavaScript, of any encoding and even within a page of HTML: in plain ASCII. */
final class JavaScriptText {
    private JavaScriptText() {}

    /** A tree of maps, lists, strings, numbers and booleans as a literal, for people to read. */
    static String literal(Object tree) {
        StringBuilder literal = new StringBuilder();
        JsonText.indented(tree).strip().chars().forEach(unit -> literal.append(unit((char) unit)));
        return literal.toString();
    }

    /** JSON is JavaScript; these characters stand in its strings alone, where an escape means the same. */
    private static String unit(char unit) {
        boolean plain = unit == '\n' || (unit >= ' ' && unit <= '~' && unit != '<');
        return plain ? String.valueOf(unit) : "\\u%04x".formatted((int) unit);
    }
}
