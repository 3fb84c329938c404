package dev.overt.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment variable that may turn telemetry on or off. */
record Switch(String variable, List<String> on, List<String> off, boolean offWhenTruthy) {
    /** Turns every product off, whether declared or not. */
    static final String DO_NOT_TRACK = "DO_NOT_TRACK";

    /** What the environment of one process says against all telemetry. */
    static boolean doNotTrack(Map<String, String> environment) {
        return truthy(environment.get(DO_NOT_TRACK));
    }

    /** What a value says; null where it says nothing. */
    @Nullable
    Opinion read(@Nullable String value) {
        if (offWhenTruthy) {
            return truthy(value) ? Opinion.OFF : null;
        }
        String word = word(value);
        if (word.isEmpty()) {
            return null;
        }
        if (off.contains(word)) {
            return Opinion.OFF;
        }
        return on.contains(word) ? Opinion.ON : Opinion.NOT_UNDERSTOOD;
    }

    /** A word that turns telemetry off; null where none does. */
    @Nullable
    String offWord() {
        return offWhenTruthy ? "1" : off.isEmpty() ? null : off.get(0);
    }

    /** Set, and none of the words that mean no. */
    static boolean truthy(@Nullable String value) {
        String word = word(value);
        return !word.isEmpty() && !word.equals("0") && !word.equals("false");
    }

    private static String word(@Nullable String value) {
        return value == null ? "" : value.trim().toLowerCase(Locale.ROOT);
    }

    /** What a variable's value says. */
    enum Opinion {
        ON,
        OFF,
        NOT_UNDERSTOOD
    }
}
