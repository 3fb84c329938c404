package dev.overt.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a property can hold: a closed set of types, none of which is a free string. */
public sealed interface PropertyType {

    /**
     * One of a closed set of words.
     *
     * @param otherwise what any other word becomes; null where another word is dropped
     */
    record Enumeration(List<String> values, @Nullable String otherwise) implements PropertyType {
        /** Makes the list immutable. */
        public Enumeration {
            values = List.copyOf(values);
        }
    }

    /** True or false. */
    record Flag() implements PropertyType {}

    /** A whole number from {@code min} to {@code max}, both included. */
    record IntegerRange(long min, long max) implements PropertyType {}

    /**
     * The range that a quantity falls into.
     *
     * @param bounds ascending and above 0, in milliseconds, bytes or as a count; a quantity on a bound is in the range above
     * @param labels what is reported, one more than there are bounds
     */
    record Bucket(Quantity of, List<Long> bounds, List<String> labels) implements PropertyType {
        /** Makes the lists immutable. */
        public Bucket {
            bounds = List.copyOf(bounds);
            labels = List.copyOf(labels);
        }
    }

    /** A version, kept to a level. */
    record Version(Keep keep) implements PropertyType {}

    /** The operating system: one of {@link #NAMES}. */
    record OperatingSystem() implements PropertyType {
        /** All that is reported; the last stands for any other. */
        public static final List<String> NAMES = List.of("Linux", "Darwin", "Windows", "FreeBSD", "other");
    }

    /**
     * How the product was installed.
     *
     * @param otherwise what any other way becomes; null where another way is dropped
     */
    record InstallMethod(List<String> values, @Nullable String otherwise) implements PropertyType {
        /** Makes the list immutable. */
        public InstallMethod {
            values = List.copyOf(values);
        }
    }

    /**
     * Simple name of the class of an error.
     *
     * @param otherwise what any other class becomes; null where another class is dropped
     */
    record ErrorClass(List<String> values, @Nullable String otherwise) implements PropertyType {
        /** Makes the list immutable. */
        public ErrorClass {
            values = List.copyOf(values);
        }
    }

    /** What a bucket measures. */
    enum Quantity {
        /** In milliseconds. */
        DURATION,
        /** How many. */
        COUNT,
        /** In bytes. */
        BYTES
    }

    /** How much of a version is kept. */
    enum Keep {
        /** {@code 3.12.4} becomes {@code 3}. */
        MAJOR,
        /** {@code 3.12.4} becomes {@code 3.12}. */
        MINOR,
        /** {@code 3.12.4-rc1} becomes {@code 3.12.4}. */
        PATCH,
        /** All of it. */
        FULL
    }
}
