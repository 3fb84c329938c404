package dev.overt.collector.enforce;

import dev.overt.manifest.PropertyType.Keep;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as text, kept to a level: of {@code v3.12.4-rc1} its first numbers, or all of it but the {@code v}.
 *
 * @param otherwise what stands for a text that is no version; null where that is refused
 */
record VersionText(Keep keep, @Nullable String otherwise) implements PropertyRule {
    private static final Pattern FORM = Pattern.compile("[0-9][0-9A-Za-z.+-]{0,39}");
    private static final Pattern MAJOR = Pattern.compile("[0-9]+");
    private static final Pattern MINOR = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern PATCH = Pattern.compile("[0-9]+(\\.[0-9]+){0,2}");

    @Override
    public Checked check(Object value) {
        if (!(value instanceof String text)) {
            return Checked.refused();
        }
        if (text.equals(otherwise)) {
            return Checked.kept(text);
        }
        String version = text.startsWith("v") ? text.substring(1) : text;
        if (FORM.matcher(version).matches()) {
            return Checked.kept(start(version));
        }
        return otherwise == null ? Checked.refused() : Checked.replaced(otherwise);
    }

    private String start(String version) {
        Pattern kept = switch (keep) {
            case MAJOR -> MAJOR;
            case MINOR -> MINOR;
            case PATCH -> PATCH;
            case FULL -> FORM;
        };
        Matcher start = kept.matcher(version);
        return start.lookingAt() ? start.group() : "";
    }
}
