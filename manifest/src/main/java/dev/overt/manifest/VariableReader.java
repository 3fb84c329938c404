package dev.overt.manifest;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one variable of {@code consent.environment}. Its rule has one of these forms:
 *
 * <pre>
 * {off: truthy}             any value but 0, false and nothing turns telemetry off
 * {on: [..], off: [..]}     words that turn it on or off; one of the two lists may be missing
 * {debug: truthy}           print what would be sent, send nothing
 * {collector: url}          send to another collector
 * </pre>
 */
final class VariableReader {
    private static final String FORMS =
            "Write one of `{off: truthy}`, `{on: [..], off: [..]}`, `{debug: truthy}`, " + "`{collector: url}`.";

    private VariableReader() {}

    static Variable read(Mapping.Entry entry) {
        String name = entry.key().word(Form.VARIABLE_NAME);
        Value value = entry.value();
        Mapping rule = value.mapping();
        Value on = rule.optional("on");
        Value off = rule.optional("off");
        Value debug = rule.optional("debug");
        Value collector = rule.optional("collector");
        rule.close();
        checkOneForm(value, rule, on.isPresent() || off.isPresent(), debug.isPresent(), collector.isPresent());
        if (debug.isPresent()) {
            debug.oneOf(Map.of("truthy", true));
            return new Variable.Debug(name);
        }
        if (collector.isPresent()) {
            collector.oneOf(Map.of("url", true));
            return new Variable.Collector(name);
        }
        return readSwitch(name, on, off);
    }

    private static void checkOneForm(Value value, Mapping rule, boolean turns, boolean debugs, boolean redirects) {
        int forms = (turns ? 1 : 0) + (debugs ? 1 : 0) + (redirects ? 1 : 0);
        if (rule.entries().isEmpty()) {
            value.error(Rule.VARIABLE, value.path() + " has no rule.", FORMS);
        } else if (forms > 1) {
            value.error(Rule.VARIABLE, value.path() + " has more than one rule.", FORMS);
        }
    }

    private static Variable readSwitch(String name, Value on, Value off) {
        if (off.isScalar()) {
            off.oneOf(Map.of("truthy", true));
            if (on.isPresent()) {
                on.error(
                        Rule.VARIABLE,
                        on.path() + " cannot stand beside `off: truthy`.",
                        "Write both as lists, or remove it.");
            }
            return new Variable.Switch(name, List.of(), List.of(), true);
        }
        if (off.isPresent() && off.items().isEmpty()) {
            off.error(Rule.EMPTY, off.path() + " lists nothing.", "List the words that turn telemetry off.");
        }
        List<String> onWords = lowerCase(on);
        for (Value item : off.items()) {
            String word = item.word().toLowerCase(Locale.ROOT);
            if (onWords.contains(word)) {
                item.error(Rule.OVERLAP, Problems.quote(word) + " turns telemetry both on and off.", "Remove one.");
            }
        }
        return new Variable.Switch(name, onWords, lowerCase(off), false);
    }

    /** Clients compare in lower case. */
    private static List<String> lowerCase(Value list) {
        return list.words().stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
