package dev.overt.manifest;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared, typed fact about an event.
 *
 * @param name {@code [a-z][a-z0-9_]{0,59}}
 * @param fact what is filled in without a caller; null where the type says it or a caller passes the value
 * @param optional whether an event may lack it
 * @param what the maintainers' words on what it holds; null where there are none
 * @param expires last day on which a release may report it; null for ever
 * @param from what the clients of others call it, the first that they send being taken
 */
public record Property(
        String name,
        PropertyType type,
        @Nullable Fact fact,
        boolean optional,
        @Nullable String what,
        @Nullable LocalDate expires,
        List<String> from) {
    /** Makes the list immutable. */
    public Property {
        from = List.copyOf(from);
    }

    /** Whether the value is known where the event happens, so that no caller passes it. */
    public boolean selfFilled() {
        return fact != null || type instanceof PropertyType.SelfFilled;
    }

    /** Whether events of {@code trigger} can have it when it is declared in {@code common}. */
    boolean isCommonTo(Trigger trigger) {
        return fact != null
                ? fact.knownTo(trigger)
                : type instanceof PropertyType.SelfFilled known && known.isKnownOn(trigger.surface());
    }
}
