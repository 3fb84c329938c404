package dev.overt.manifest;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a property can hold: a closed set of types, none of which is a free string. {@link Visitor} lists them; a
 * type added there does not compile until every place that treats types treats it.
 */
public sealed interface PropertyType {
    /** Calls the method of this type. */
    <R> R accept(Visitor<R> visitor);

    /** A treatment of every type. */
    interface Visitor<R> {
        R enumeration(Enumeration type);

        R flag(Flag type);

        R integer(IntegerRange type);

        R number(DecimalRange type);

        R bucket(Bucket type);

        R version(Version type);

        R operatingSystem(OperatingSystem type);

        R architecture(Architecture type);

        R platform(Platform type);

        R installMethod(InstallMethod type);

        R errorClass(ErrorClass type);

        R name(Name type);

        R hash(Hash type);

        R sessionId(SessionId type);

        R list(WordList type);

        R counts(WordCounts type);

        R text(Text type);

        R sql(Sql type);
    }

    /** A type that knows a closed set of words. */
    sealed interface ClosedSet extends PropertyType {
        /** The words, each once, in the order of the manifest. */
        List<String> values();

        /** What any other word becomes; null where another word is dropped. */
        @Nullable
        String otherwise();
    }

    /** A type that says what it holds, so that neither {@code of:} nor a caller does. */
    sealed interface SelfFilled extends PropertyType {
        /** Whether it can be found out on {@code surface}. */
        boolean isKnownOn(Surface surface);
    }

    /** A type whose values somebody other than the maintainers words. */
    sealed interface FreeText extends PropertyType {
        /** Length at which a value is cut, in code points. */
        int maxCharacters();

        /** Why the maintainers need it. */
        String justification();
    }

    /** One of a closed set of words. */
    record Enumeration(List<String> values, @Nullable String otherwise) implements ClosedSet {
        /** Makes the list immutable. */
        public Enumeration {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enumeration(this);
        }
    }

    /** True or false. */
    record Flag() implements PropertyType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.flag(this);
        }
    }

    /** A whole number from {@code min} to {@code max}, both included. */
    record IntegerRange(long min, long max) implements PropertyType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.integer(this);
        }
    }

    /** A number from {@code min} to {@code max}, both included, rounded half up to {@code decimals} (0 to 6). */
    record DecimalRange(BigDecimal min, BigDecimal max, int decimals) implements PropertyType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.number(this);
        }
    }

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

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.bucket(this);
        }
    }

    /**
     * A version, kept to a level.
     *
     * @param otherwise what stands for something that is no version; null where that is dropped
     */
    record Version(Keep keep, @Nullable String otherwise) implements PropertyType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.version(this);
        }
    }

    /** The operating system: one of {@link #NAMES}. */
    record OperatingSystem() implements SelfFilled {
        /** All that is reported; the last stands for any other. */
        public static final List<String> NAMES = List.of("Linux", "Darwin", "Windows", "FreeBSD", "other");

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.operatingSystem(this);
        }

        @Override
        public boolean isKnownOn(Surface surface) {
            return surface != Surface.WEB;
        }
    }

    /** The processor's architecture: one of {@link #NAMES}. */
    record Architecture() implements SelfFilled {
        /** All that is reported; the last stands for any other. */
        public static final List<String> NAMES =
                List.of("x86_64", "arm64", "x86", "arm", "riscv64", "ppc64le", "s390x", "other");

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.architecture(this);
        }

        @Override
        public boolean isKnownOn(Surface surface) {
            return surface != Surface.WEB;
        }
    }

    /** What a build of the product is made for: one of its release targets, such as {@code windows-x86_64}. */
    record Platform(List<String> values, @Nullable String otherwise) implements ClosedSet, SelfFilled {
        /** Makes the list immutable. */
        public Platform {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.platform(this);
        }

        @Override
        public boolean isKnownOn(Surface surface) {
            return surface != Surface.WEB;
        }
    }

    /** How the product was installed. */
    record InstallMethod(List<String> values, @Nullable String otherwise) implements ClosedSet, SelfFilled {
        /** Makes the list immutable. */
        public InstallMethod {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.installMethod(this);
        }

        @Override
        public boolean isKnownOn(Surface surface) {
            return surface == Surface.TOOL;
        }
    }

    /** Simple name of the class of an error. */
    record ErrorClass(List<String> values, @Nullable String otherwise) implements ClosedSet {
        /** Makes the list immutable. */
        public ErrorClass {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.errorClass(this);
        }
    }

    /**
     * How something other than the product calls itself or a part of it: an identifier of a narrow alphabet, such as a
     * model's id.
     *
     * @param maxCharacters a longer one is dropped
     * @param examples for people
     */
    record Name(int maxCharacters, List<String> examples) implements PropertyType {
        /** Makes the list immutable. */
        public Name {
            examples = List.copyOf(examples);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.name(this);
        }
    }

    /** A keyed hash, which only tells equal from different within one installation. */
    record Hash() implements PropertyType {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.hash(this);
        }
    }

    /** A random id of one process, kept nowhere. */
    record SessionId() implements SelfFilled {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sessionId(this);
        }

        @Override
        public boolean isKnownOn(Surface surface) {
            return surface == Surface.TOOL;
        }
    }

    /** Words of a closed set, each at most once, {@code maxItems} of them at most. */
    record WordList(List<String> values, @Nullable String otherwise, int maxItems) implements ClosedSet {
        /** Makes the list immutable. */
        public WordList {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.list(this);
        }
    }

    /** How often each word of a closed set occurs; a larger count is cut at {@code maxCount}. */
    record WordCounts(List<String> values, @Nullable String otherwise, long maxCount) implements ClosedSet {
        /** Makes the list immutable. */
        public WordCounts {
            values = List.copyOf(values);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.counts(this);
        }
    }

    /** A message, scrubbed of paths, addresses, hosts and secrets. */
    record Text(int maxCharacters, String justification) implements FreeText {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.text(this);
        }
    }

    /** A statement in SQL without its literals, comments and names. */
    record Sql(int maxCharacters, String justification) implements FreeText {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.sql(this);
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
