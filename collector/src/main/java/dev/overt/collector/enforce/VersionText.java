package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType.Keep;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as text, kept to a level: of {@code 3.12.4-rc1} its first numbers, or all of it. */
final class VersionText {
    private static final Pattern FORM = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,39}");

    private VersionText() {}

    static PropertyRule rule(Keep keep) {
        Pattern kept = kept(keep);
        return value -> value instanceof String text && FORM.matcher(text).matches()
                ? Checked.kept(start(text, kept))
                : Checked.refused();
    }

    private static Pattern kept(Keep keep) {
        return switch (keep) {
            case MAJOR -> Pattern.compile("[0-9]+");
            case MINOR -> Pattern.compile("[0-9]+(\\.[0-9]+)?");
            case PATCH -> Pattern.compile("[0-9]+(\\.[0-9]+){0,2}");
            case FULL -> FORM;
        };
    }

    private static String start(String text, Pattern kept) {
        Matcher start = kept.matcher(text);
        return start.lookingAt() ? start.group() : "";
    }
}
