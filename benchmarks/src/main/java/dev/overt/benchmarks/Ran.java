package dev.overt.benchmarks;

import dev.overt.client.Event;
import dev.overt.client.Fact;
import dev.overt.client.Policy;
import dev.overt.client.Property;

/** The event that every client records: which command ran, and how it ended. */
final class Ran {
    static final Event EVENT = Event.onCall(
            "cli_command",
            Property.enumeration("command", "other", "run", "new", "doctor"),
            Property.integer("exit_code", 0, 255));

    private Ran() {}

    /** A policy with that event, on for everybody, and without a collector. */
    static Policy.Builder policy(String product) {
        return Policy.builder(product, product, "sha256:" + "0".repeat(64))
                .on()
                .common(
                        Property.os("os"),
                        Property.version("version", Property.FULL).of(Fact.PRODUCT))
                .events(EVENT);
    }
}
