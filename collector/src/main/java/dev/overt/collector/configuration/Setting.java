package dev.overt.collector.configuration;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that an operator can set.
 *
 * @param key its key in the file, with dots between a mapping and what it holds
 * @param fallback the default, as it would be written; null for none
 * @param option the option of {@code overt serve} that sets it too; null for none
 * @param meaning what it is, for the page; a clause without a full stop
 */
public record Setting<T>(
        String key,
        Kind<T> kind,
        @Nullable String fallback,
        @Nullable String option,
        String meaning) {
    static final String ENVIRONMENT_PREFIX = "OVERT_";

    /** The variable that sets it: {@code listen.port} is {@code OVERT_LISTEN_PORT}. */
    public String environmentName() {
        return ENVIRONMENT_PREFIX
                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
