package dev.overt.client;

import java.time.LocalDate;
import java.util.Objects;

/** A declared thing that happens: its name, what makes it be recorded, and its own properties. Immutable. */
public final class Event {
    final String name;
    /** Whether the end of a command makes it be recorded; if that and the first run do not, a call does. */
    final boolean onCommand;

    final boolean onFirstRun;
    final Property[] properties;
    /** The last day on which it is recorded, in days since 1970, UTC. */
    final long lastEpochDay;

    private Event(String name, boolean onCommand, boolean onFirstRun, Property[] properties, long lastEpochDay) {
        this.name = Objects.requireNonNull(name, "name");
        this.onCommand = onCommand;
        this.onFirstRun = onFirstRun;
        this.properties = properties.clone();
        this.lastEpochDay = lastEpochDay;
    }

    /** An event recorded when a command has finished. */
    public static Event onCommand(String name, Property... properties) {
        return new Event(name, true, false, properties, Long.MAX_VALUE);
    }

    /** An event recorded once for each installation, in the first run in which telemetry is on. */
    public static Event onFirstRun(String name, Property... properties) {
        return new Event(name, false, true, properties, Long.MAX_VALUE);
    }

    /** An event recorded by {@link Telemetry#record}. */
    public static Event onCall(String name, Property... properties) {
        return new Event(name, false, false, properties, Long.MAX_VALUE);
    }

    /** The same event, recorded to the end of a day, UTC, and no longer. */
    public Event until(int year, int month, int day) {
        return new Event(
                name,
                onCommand,
                onFirstRun,
                properties,
                LocalDate.of(year, month, day).toEpochDay());
    }
}
