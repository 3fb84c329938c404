package dev.overt.manifest;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a property is declared, which decides who can fill it in.
 *
 * @param trigger the event's; null in {@code common:}, and in an event whose trigger is wrong
 */
record Scope(@Nullable Trigger trigger, boolean common) {
    /** On every event, whoever records it. */
    static final Scope COMMON = new Scope(null, true);
    /** In an event whose trigger is wrong, so that nothing is known of it. */
    static final Scope UNKNOWN = new Scope(null, false);

    static Scope of(Trigger trigger) {
        return new Scope(trigger, false);
    }

    /** Whether a fact is known here, on one of the events at least. */
    boolean knows(Fact fact) {
        if (common) {
            return !fact.ofCommand() && fact != Fact.PREVIOUS && fact != Fact.PAGE;
        }
        return trigger == null || fact.knownTo(trigger);
    }

    /** Whether a type fills itself in here, on one of the events at least. */
    boolean fills(PropertyType type) {
        return type instanceof PropertyType.SelfFilled known && (trigger == null || known.isKnownOn(trigger.surface()));
    }

    /** Whether a caller can pass a value: the tool's code, or the script around a generated fragment. */
    boolean hasCaller() {
        if (trigger == null) {
            return !common;
        }
        return trigger == Trigger.CALL
                || trigger.surface() == Surface.INSTALLER
                || trigger.surface() == Surface.CONTAINER;
    }

    /** The triggers that would make {@code fact} known, as a manifest writes them. */
    static String triggersOf(Fact fact) {
        return Value.list(Stream.of(Trigger.values())
                .filter(fact::knownTo)
                .filter(trigger -> trigger != Trigger.CALL)
                .map(Trigger::word)
                .toList());
    }
}
