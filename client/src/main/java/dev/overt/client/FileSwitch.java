package dev.overt.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of preferences that may turn telemetry off, and never on.
 *
 * @param path absolute, or starting with {@code ~/}
 * @param key a dotted path in the file's JSON; empty where the whole file is the word
 * @param on words that say nothing against telemetry
 * @param off words that refuse
 */
record FileSwitch(String path, String key, List<String> on, List<String> off) {

    /**
     * Why the file refuses, and how to change that, for people; null where it says nothing. Whatever is there and
     * not understood refuses. Never throws, and never repeats what the file holds.
     */
    @Nullable
    String refusal(Surroundings surroundings) {
        try {
            String text = EditedFile.read(place(surroundings));
            String word = text == null ? null : word(text);
            return word == null ? null : judge(word.trim().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException notAnObject) {
            return path + " is not a JSON object; mend or delete it";
        } catch (IOException unusable) {
            return path + " cannot be read; mend or delete it";
        }
    }

    private Path place(Surroundings surroundings) throws IOException {
        if (!path.startsWith("~/")) {
            return surroundings.path(path);
        }
        Path home = surroundings.home();
        if (home == null) {
            throw new IOException("no home directory");
        }
        return home.resolve(path.substring(2));
    }

    /** The word at the key; null where the object has none there. */
    private @Nullable String word(String text) {
        if (key.isEmpty()) {
            return text;
        }
        Object value = JsonReader.readObject(text);
        for (String name : key.split("\\.", -1)) {
            if (!(value instanceof Map<?, ?> object)) {
                return "";
            }
            if (!object.containsKey(name)) {
                return null;
            }
            value = object.get(name);
        }
        return String.valueOf(value);
    }

    private @Nullable String judge(String word) {
        if (on.contains(word)) {
            return null;
        }
        String setting = key.isEmpty() ? path : key + " in " + path;
        String mend = on.isEmpty() ? "remove it" : "set it to " + on.get(0);
        return setting + (off.contains(word) ? " turns it off" : " is neither on nor off") + "; " + mend
                + " to change that";
    }
}
