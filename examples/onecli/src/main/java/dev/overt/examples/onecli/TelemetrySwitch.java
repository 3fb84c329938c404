package dev.overt.examples.onecli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether the container will report when it starts the next time, and whether a person can change that here. */
record TelemetrySwitch(Map<String, String> environment, PreferenceFile file) {
    private static final String VARIABLE = "DO_NOT_TRACK";
    private static final Set<String> NOT_SET = Set.of("", "0", "false");

    /** Whether the environment has decided: off. */
    boolean isLocked() {
        String value = environment.getOrDefault(VARIABLE, "").trim().toLowerCase(Locale.ROOT);
        return !NOT_SET.contains(value);
    }

    boolean isOn() {
        PreferenceFile.Preference preference = file.read();
        return !isLocked()
                && (preference == PreferenceFile.Preference.ON || preference == PreferenceFile.Preference.NONE);
    }

    /** Whether the file says nothing that can be understood. */
    boolean isUnclear() {
        return file.read() == PreferenceFile.Preference.UNCLEAR;
    }

    void turn(boolean on) throws IOException {
        file.write(on);
    }
}
