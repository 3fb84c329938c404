package dev.overt.collector.insights;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.receive.WriteKeys;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The key of an envelope: a GUID in any case, with or without dashes, or a write key as it stands. */
final class InstrumentationKey {
    private static final Pattern GUID = Pattern.compile(
            "([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})", Pattern.CASE_INSENSITIVE);

    private InstrumentationKey() {}

    /** The product of {@code key}, or null if it is none's. */
    static @Nullable Enforcer find(WriteKeys keys, String key) {
        return forms(key).map(keys::find).flatMap(Optional::stream).findFirst().orElse(null);
    }

    private static Stream<String> forms(String key) {
        Matcher guid = GUID.matcher(key);
        if (!guid.matches()) {
            return Stream.of(key);
        }
        String plain = guid.replaceFirst("$1$2$3$4$5").toLowerCase(Locale.ROOT);
        String dashed = guid.replaceFirst("$1-$2-$3-$4-$5").toLowerCase(Locale.ROOT);
        return Stream.of(key, dashed, plain, dashed.toUpperCase(Locale.ROOT), plain.toUpperCase(Locale.ROOT));
    }
}
