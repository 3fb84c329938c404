package dev.overt.collector.enforce;

import java.util.regex.Pattern;

/**
 * A name that a stranger sent and that may be kept. Whatever else stands in the place of a name may be a value, so it is
 * never kept.
 */
public final class Identifier {
    /** What is kept in place of a name that is not an identifier. */
    public static final String NONE = "*";

    private static final Pattern FORM = Pattern.compile("[A-Za-z$][A-Za-z0-9_$]{0,59}");

    private Identifier() {}

    /** The name itself if it is an identifier, else {@link #NONE}. */
    public static String orNone(String name) {
        return FORM.matcher(name).matches() ? name : NONE;
    }
}
