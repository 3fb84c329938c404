package dev.overt.manifest;

import java.util.List;

/** An environment variable that a product's telemetry obeys. */
public sealed interface Variable {

    /** Name of the variable. */
    String name();

    /**
     * Turns telemetry on or off.
     *
     * @param on words that turn it on, in lower case
     * @param off words that turn it off, in lower case
     * @param offWhenTruthy whether any value but {@code 0}, {@code false} and nothing turns it off; then both lists are empty
     */
    record Switch(String name, List<String> on, List<String> off, boolean offWhenTruthy) implements Variable {
        /** Makes the lists immutable. */
        public Switch {
            on = List.copyOf(on);
            off = List.copyOf(off);
        }
    }

    /** Prints what would be sent, and sends nothing. */
    record Debug(String name) implements Variable {}

    /** Names another collector as a URL. */
    record Collector(String name) implements Variable {}
}
