package dev.overt.tool;

import java.nio.file.Path;

/** Where this Overt stands on disk; the launcher says so in the system property {@code overt.home}. */
final class Installation {
    private Installation() {}

    /** @throws Refusal when the program was not started by the launcher */
    static Path home() {
        String home = System.getProperty("overt.home");
        if (home == null) {
            throw new Refusal("start Overt by its launcher, ./overt, so that it knows where its examples are");
        }
        return Path.of(home);
    }

    /** The {@code java} that runs this program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
