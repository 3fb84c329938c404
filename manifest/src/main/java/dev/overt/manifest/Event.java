package dev.overt.manifest;

import java.util.List;

/**
 * A declared thing that happens.
 *
 * @param name {@code [a-z][a-z0-9_]{0,59}}
 * @param why what the maintainers want to learn from it
 * @param when the moment at which it is recorded
 * @param properties its own, without the common ones
 */
public record Event(String name, String why, String when, Trigger trigger, List<Property> properties) {

    /** Makes the list immutable. */
    public Event {
        properties = List.copyOf(properties);
    }
}
