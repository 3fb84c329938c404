package dev.overt.codegen;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * How PowerShell writes the words of a manifest, so that it reads them as they are. All of it is ASCII: Windows PowerShell
 * takes a file for one of the machine's code page, and other quotation marks than ASCII's end a text, too.
 */
final class PowerShellText {
    private PowerShellText() {}

    /** One text, as an expression in parentheses where it is not all ASCII. */
    static String quote(String text) {
        String quoted = text.chars().mapToObj(PowerShellText::part).collect(Collectors.joining());
        String parts = ("'" + quoted + "'").replace(" + '' + ", " + ");
        return parts.indexOf("' + [char]") < 0 ? parts : "(" + parts + ")";
    }

    /** An array, also of one text. */
    static String array(Collection<String> texts) {
        return texts.stream().map(PowerShellText::quote).collect(Collectors.joining(", ", "@(", ")"));
    }

    private static String part(int unit) {
        if (unit == '\'') {
            return "''";
        }
        return unit >= ' ' && unit <= '~' ? Character.toString(unit) : "' + [char] 0x%04x + '".formatted(unit);
    }
}
