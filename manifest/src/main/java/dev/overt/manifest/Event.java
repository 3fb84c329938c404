package dev.overt.manifest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared thing that happens.
 *
 * @param name {@code [a-z][a-z0-9_]{0,59}}
 * @param why what the maintainers want to learn from it
 * @param when the moment at which it is recorded
 * @param expires last day on which a release may report it; null for ever
 * @param from what the clients of others call it; a collector takes their events as this one
 * @param properties its own, without the common ones
 */
public record Event(
        String name,
        String why,
        String when,
        Trigger trigger,
        @Nullable LocalDate expires,
        List<String> from,
        List<Property> properties) {
    /** Makes the lists immutable. */
    public Event {
        from = List.copyOf(from);
        properties = List.copyOf(properties);
    }

    /** Where it comes from. */
    public Surface surface() {
        return trigger.surface();
    }
}
