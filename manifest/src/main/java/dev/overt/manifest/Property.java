package dev.overt.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A declared, typed fact about an event.
 *
 * @param name {@code [a-z][a-z0-9_]{0,59}}
 * @param fact what the client fills in by itself; null where the type says it or a caller passes the value
 * @param optional whether an event may lack it
 */
public record Property(
        String name, PropertyType type, @Nullable Fact fact, boolean optional) {

    /** Whether the client knows the value, so that no caller passes it. */
    public boolean selfFilled() {
        return fact != null
                || type instanceof PropertyType.OperatingSystem
                || type instanceof PropertyType.InstallMethod;
    }
}
