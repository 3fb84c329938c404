package dev.overt.collector.enforce;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How another program calls itself or a part of it: an identifier of a narrow alphabet. What could be a path, an address
 * or a secret is refused; a name is never cut.
 */
record NameText(int maxCharacters) implements PropertyRule {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._:/+-]*");
    private static final Pattern PATH = Pattern.compile("  | \\z|//|/\\z|\\.\\.|/[^/]*/[^/]*/");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** A run of 20 letters and digits, both among them. */
    private static final Pattern KEY =
            Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9]{20}");

    private static final List<String> SECRET_PREFIXES =
            List.of("sk-", "pk-", "ghp_", "github_pat_", "glpat-", "xox", "AKIA", "eyJ");

    @Override
    public Checked check(Object value) {
        return value instanceof String name && name.length() <= maxCharacters && isName(name)
                ? Checked.kept(name)
                : Checked.refused();
    }

    private static boolean isName(String name) {
        return FORM.matcher(name).matches()
                && !PATH.matcher(name).find()
                && !ADDRESS.matcher(name).matches()
                && !KEY.matcher(name).find()
                && SECRET_PREFIXES.stream().noneMatch(name::startsWith);
    }
}
