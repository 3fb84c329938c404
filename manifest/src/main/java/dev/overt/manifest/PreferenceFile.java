package dev.overt.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of the product that its telemetry obeys.
 *
 * @param path starts with {@code ~/} or {@code /}
 * @param json keys of the setting in a JSON file, with dots between them; null where the whole file is the word
 * @param on words that turn telemetry on, in lower case
 * @param off words that turn telemetry off, in lower case; never empty
 * @param setBy what a person does to change it, for people; null where they edit the file
 */
public record PreferenceFile(
        String path,
        @Nullable String json,
        List<String> on,
        List<String> off,
        @Nullable String setBy) {
    /** Makes the lists immutable. */
    public PreferenceFile {
        on = List.copyOf(on);
        off = List.copyOf(off);
    }
}
