package dev.overt.collector.forward;

import dev.overt.collector.configuration.ConfiguredDestination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator gives for one destination, taken key by key by the class of its type. */
final class Given {
    private static final String BEGIN = "begin";

    private final ConfiguredDestination configured;
    private final Map<String, String> values;
    private final Map<String, String> secrets;
    private final List<String> known = new ArrayList<>();

    Given(ConfiguredDestination configured) {
        this.configured = configured;
        this.values = new HashMap<>(configured.values());
        this.secrets = new HashMap<>(configured.secrets());
    }

    /** Something that is no secret. */
    String value(String key) {
        String value = optionalValue(key);
        if (value == null) {
            throw wrong("needs `" + key + "`. Write `" + key + ": …` under it.");
        }
        return value;
    }

    @Nullable
    String optionalValue(String key) {
        known.add(key);
        if (secrets.containsKey(key)) {
            throw wrong("`" + key + "` is no secret. Write `" + key + ": …` under it.");
        }
        String value = values.remove(key);
        if (value != null && (value.isEmpty() || !value.chars().allMatch(Given::isPrintable))) {
            throw wrong("`" + key + "` must be printable ASCII without spaces. Correct it.");
        }
        return value;
    }

    /** Something that only the collector and the receiver know. */
    String secret(String key) {
        String secret = optionalSecret(key);
        if (secret == null) {
            throw wrong("needs `" + key + "`. Write `" + key + "-file: PATH` under it, a file that only the collector's"
                    + " user can read, or `" + key + "-variable: NAME`, a variable of its environment.");
        }
        return secret;
    }

    @Nullable
    String optionalSecret(String key) {
        known.add(key + "-file");
        known.add(key + "-variable");
        if (values.containsKey(key)) {
            throw wrong("`" + key + "` is a secret, which may not stand in this file. Write `" + key
                    + "-file: PATH` or `" + key + "-variable: NAME`.");
        }
        String secret = secrets.remove(key);
        if (secret != null && !secret.chars().allMatch(Given::isPrintable)) {
            throw wrong("`" + key + "` must be printable ASCII without spaces. Correct what holds it.");
        }
        return secret;
    }

    private static boolean isPrintable(int character) {
        return character > ' ' && character < 0x7f;
    }

    /** Whether a destination that is new gets all that the log has, in place of what comes from now on. */
    boolean beginsAtStart() {
        String begin = optionalValue(BEGIN);
        if (begin != null && !begin.equals("start") && !begin.equals("end")) {
            throw wrong(
                    "`begin` is neither `start` nor `end`, of the log. Write one of them, or remove it for the end.");
        }
        return "start".equals(begin);
    }

    /** Checks that nothing else was given. */
    void close() {
        if (!values.isEmpty() || !secrets.isEmpty()) {
            String first = values.isEmpty()
                    ? secrets.keySet().iterator().next()
                    : values.keySet().iterator().next();
            throw wrong("`" + first + "` is no key of it. Known here: `" + String.join("`, `", known) + "`.");
        }
    }

    DestinationException wrong(String what) {
        return new DestinationException(configured.origin() + ": the destination `" + configured.name() + "` " + what);
    }
}
