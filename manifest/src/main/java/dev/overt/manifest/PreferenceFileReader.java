package dev.overt.manifest;

import java.util.List;
import java.util.Locale;

/**
 * Reads one file of {@code consent.files}:
 *
 * <pre>
 * ~/.tool/config.json: {json: telemetry.disabled, off: [true]}        a setting in a JSON file
 * /app/data/telemetry: {on: [on], off: [off], set-by: the settings}   the whole content is the word
 * </pre>
 */
final class PreferenceFileReader {
    private PreferenceFileReader() {}

    static PreferenceFile read(Mapping.Entry entry) {
        String path = entry.key().word(Form.FILE);
        Mapping rule = entry.value().mapping();
        Value json = rule.optional("json");
        Value setBy = rule.optional("set-by");
        List<String> on = words(rule.optional("on"));
        Value off = rule.required("off", "[off]");
        PreferenceFile file = new PreferenceFile(
                path,
                json.isPresent() ? json.word(Form.JSON_KEY) : null,
                on,
                words(off),
                setBy.isPresent() ? setBy.text() : null);
        rule.close();
        checkOff(off, on);
        return file;
    }

    private static void checkOff(Value off, List<String> on) {
        if (off.isPresent() && off.items().isEmpty()) {
            off.error(Rule.EMPTY, off.path() + " lists nothing.", "List the words that turn telemetry off.");
        }
        for (Value item : off.items()) {
            String word = item.word().toLowerCase(Locale.ROOT);
            if (on.contains(word)) {
                item.error(Rule.OVERLAP, Problems.quote(word) + " turns telemetry both on and off.", "Remove one.");
            }
        }
    }

    /** Clients compare in lower case. */
    private static List<String> words(Value list) {
        return list.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
