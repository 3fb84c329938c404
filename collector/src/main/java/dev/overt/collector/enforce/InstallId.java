package dev.overt.collector.enforce;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The random id of one installation: 32 hexadecimal digits, in lower case. */
final class InstallId {
    private static final Pattern FORM = Pattern.compile(
            "[0-9a-fA-F]{32}|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private InstallId() {}

    /** The id that {@code sent} says, with or without a UUID's dashes; null if it says none. */
    static @Nullable String read(Object sent) {
        return sent instanceof String text && FORM.matcher(text).matches()
                ? text.replace("-", "").toLowerCase(Locale.ROOT)
                : null;
    }
}
