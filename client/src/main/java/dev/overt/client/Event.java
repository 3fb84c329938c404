package dev.overt.client;

import java.util.Objects;

/** A declared thing that happens: its name, what makes it be recorded, and its own properties. Immutable. */
public final class Event {
    /** What makes an event be recorded. */
    enum Trigger {
        CALL,
        COMMAND,
        FIRST_RUN
    }

    final String name;
    final Trigger trigger;
    final Property[] properties;

    private Event(String name, Trigger trigger, Property[] properties) {
        this.name = Objects.requireNonNull(name, "name");
        this.trigger = trigger;
        this.properties = properties.clone();
    }

    /** An event recorded when a command has finished. */
    public static Event onCommand(String name, Property... properties) {
        return new Event(name, Trigger.COMMAND, properties);
    }

    /** An event recorded once for each installation, in the first run in which telemetry is on. */
    public static Event onFirstRun(String name, Property... properties) {
        return new Event(name, Trigger.FIRST_RUN, properties);
    }

    /** An event recorded by {@link Telemetry#record}. */
    public static Event onCall(String name, Property... properties) {
        return new Event(name, Trigger.CALL, properties);
    }
}
