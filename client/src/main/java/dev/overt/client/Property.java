package dev.overt.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A declared, typed fact about an event: the only form in which a value can be recorded. Immutable. */
public final class Property {
    /** How much of a version is kept. */
    public enum Keep {
        /** {@code 17.0.15} becomes {@code 17}. */
        MAJOR,
        /** {@code 17.0.15} becomes {@code 17.0}. */
        MINOR,
        /** {@code 17.0.15+6} becomes {@code 17.0.15}. */
        PATCH,
        /** All of it. */
        FULL
    }

    /** The closed set of types. */
    enum Kind {
        ENUMERATION,
        FLAG,
        INTEGER,
        BUCKET,
        VERSION,
        OPERATING_SYSTEM,
        INSTALL_METHOD,
        ERROR_CLASS
    }

    private static final String[] NO_VALUES = {};
    private static final long[] NO_BOUNDS = {};

    final String name;
    final Kind kind;
    /** The declared values of a closed set, or the labels of a bucket, one more than its bounds. */
    final String[] values;

    final @Nullable String otherwise;
    /** Smallest and largest value of an integer, or the ascending bounds of a bucket. */
    final long[] bounds;

    final Keep keep;
    final @Nullable Fact fact;
    final boolean optional;

    private Property(
            String name,
            Kind kind,
            String[] values,
            @Nullable String otherwise,
            long[] bounds,
            Keep keep,
            @Nullable Fact fact,
            boolean optional) {
        this.name = Objects.requireNonNull(name, "name");
        this.kind = kind;
        this.values = values;
        this.otherwise = otherwise;
        this.bounds = bounds;
        this.keep = Objects.requireNonNull(keep, "keep");
        this.fact = fact;
        this.optional = optional;
    }

    /** One of {@code values}; any other value becomes {@code otherwise}, or is dropped where that is null. */
    public static Property enumeration(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, Kind.ENUMERATION, otherwise, values);
    }

    /** True or false. */
    public static Property flag(String name) {
        return new Property(name, Kind.FLAG, NO_VALUES, null, NO_BOUNDS, Keep.FULL, null, false);
    }

    /** A whole number from {@code min} to {@code max}, both included; any other is dropped. */
    public static Property integer(String name, long min, long max) {
        return new Property(name, Kind.INTEGER, NO_VALUES, null, new long[] {min, max}, Keep.FULL, null, false);
    }

    /** The label of the range that a quantity (milliseconds, bytes or a count) falls into. */
    public static Property bucket(String name, long[] bounds, String... labels) {
        if (labels.length != bounds.length + 1) {
            throw new IllegalArgumentException("bucket " + name + " needs " + (bounds.length + 1)
                    + " labels, one more than its bounds, but has " + labels.length);
        }
        return new Property(name, Kind.BUCKET, labels.clone(), null, bounds.clone(), Keep.FULL, null, false);
    }

    /** A version, kept to a level. */
    public static Property version(String name, Keep keep) {
        return new Property(name, Kind.VERSION, NO_VALUES, null, NO_BOUNDS, keep, null, false);
    }

    /** The operating system: {@code Linux, Darwin, Windows, FreeBSD} or {@code other}; filled in by the client. */
    public static Property os(String name) {
        return new Property(name, Kind.OPERATING_SYSTEM, NO_VALUES, null, NO_BOUNDS, Keep.FULL, null, false);
    }

    /** How the product was installed, as far as that can be told; filled in by the client. */
    public static Property installMethod(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, Kind.INSTALL_METHOD, otherwise, values);
    }

    /** Simple name of an error's class or of its nearest declared superclass. */
    public static Property errorClass(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, Kind.ERROR_CLASS, otherwise, values);
    }

    private static Property closedSet(String name, Kind kind, @Nullable String otherwise, String[] values) {
        return new Property(name, kind, values.clone(), otherwise, NO_BOUNDS, Keep.FULL, null, false);
    }

    /** The same property, filled in by the client with {@code fact}. */
    public Property of(Fact fact) {
        return new Property(name, kind, values, otherwise, bounds, keep, fact, optional);
    }

    /** The same property, which an event may lack. */
    public Property optional() {
        return new Property(name, kind, values, otherwise, bounds, keep, fact, true);
    }

    /** Whether the client knows the value, so that no caller passes it. */
    boolean selfFilled() {
        return fact != null || kind == Kind.OPERATING_SYSTEM || kind == Kind.INSTALL_METHOD;
    }

    boolean declares(String value) {
        for (String each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
