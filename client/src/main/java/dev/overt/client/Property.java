package dev.overt.client;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A declared, typed fact about an event: the only form in which a value can be recorded. Immutable. */
public final class Property {
    // How many numbers of a version are kept.
    /** {@code 17.0.15} becomes {@code 17}. */
    public static final int MAJOR = 1;
    /** {@code 17.0.15} becomes {@code 17.0}. */
    public static final int MINOR = 2;
    /** {@code 17.0.15+6} becomes {@code 17.0.15}. */
    public static final int PATCH = 3;
    /** All of a version. */
    public static final int FULL = 0;

    private static final String[] NO_VALUES = {};
    private static final long[] NO_BOUNDS = {};

    final String name;
    /** Its type, in the word of the manifest: an enum would be one more class for each run to load. */
    final String type;
    /** The declared values of a closed set, or the labels of a bucket, one more than its bounds. */
    final String[] values;

    final @Nullable String otherwise;
    /**
     * Smallest and largest value of an integer; the same of a number, as the bits of two doubles, then its
     * decimals; the ascending bounds of a bucket; or the most characters, items or the largest count.
     */
    final long[] bounds;

    /** How many numbers of a version are kept; 0 for all of it. */
    final int numbers;

    /** What cleans a text or a statement; null for other types. */
    final @Nullable UnaryOperator<String> scrubber;

    final @Nullable Fact fact;
    final boolean optional;

    /** The last day on which it is recorded, in days since 1970, UTC. */
    final long lastEpochDay;

    private Property(
            String name, String type, String[] values, @Nullable String otherwise, long[] bounds, int numbers) {
        this.name = Objects.requireNonNull(name, "name");
        this.type = type;
        this.values = values;
        this.otherwise = otherwise;
        this.bounds = bounds;
        this.numbers = numbers;
        this.scrubber = null;
        this.fact = null;
        this.optional = false;
        this.lastEpochDay = Long.MAX_VALUE;
    }

    private Property(
            Property same,
            @Nullable UnaryOperator<String> scrubber,
            @Nullable Fact fact,
            boolean optional,
            long lastEpochDay) {
        this.name = same.name;
        this.type = same.type;
        this.values = same.values;
        this.otherwise = same.otherwise;
        this.bounds = same.bounds;
        this.numbers = same.numbers;
        this.scrubber = scrubber;
        this.fact = fact;
        this.optional = optional;
        this.lastEpochDay = lastEpochDay;
    }

    /** One of {@code values}; any other value becomes {@code otherwise}, or is dropped where that is null. */
    public static Property enumeration(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, "enum", otherwise, values);
    }

    /** True or false. */
    public static Property flag(String name) {
        return new Property(name, "boolean", NO_VALUES, null, NO_BOUNDS, FULL);
    }

    /** A whole number from {@code min} to {@code max}, both included; any other is dropped. */
    public static Property integer(String name, long min, long max) {
        return new Property(name, "integer", NO_VALUES, null, new long[] {min, max}, FULL);
    }

    /** The label of the range that a quantity (milliseconds, bytes or a count) falls into. */
    public static Property bucket(String name, long[] bounds, String... labels) {
        if (labels.length != bounds.length + 1) {
            throw new IllegalArgumentException("bucket " + name + " needs " + (bounds.length + 1)
                    + " labels, one more than its bounds, but has " + labels.length);
        }
        return new Property(name, "bucket", labels.clone(), null, bounds.clone(), FULL);
    }

    /** A version, kept to a level; any other text is dropped. */
    public static Property version(String name, int numbers) {
        return version(name, numbers, null);
    }

    /** A version, kept to a level; any other text becomes {@code otherwise}, or is dropped where that is null. */
    public static Property version(String name, int numbers, @Nullable String otherwise) {
        return new Property(name, "version", NO_VALUES, otherwise, NO_BOUNDS, numbers);
    }

    /**
     * A number from {@code min} to {@code max}, both included, after it was rounded half up to {@code decimals}
     * (0 to 6) places; any other is dropped.
     */
    public static Property number(String name, double min, double max, int decimals) {
        long[] bounds = {Double.doubleToLongBits(min), Double.doubleToLongBits(max), decimals};
        return new Property(name, "number", NO_VALUES, null, bounds, FULL);
    }

    /** The processor: {@code x86_64, arm64, x86, arm, riscv64, ppc64le, s390x} or {@code other}; filled in by the client. */
    public static Property arch(String name) {
        return limited(name, "arch", 0);
    }

    /** The value that names this machine, as {@code linux-x86_64} does in any usual spelling; filled in by the client. */
    public static Property platform(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, "platform", otherwise, values);
    }

    /** A random id of this process, 32 hexadecimal digits, kept nowhere; filled in by the client. */
    public static Property sessionId(String name) {
        return limited(name, "session-id", 0);
    }

    /** A name that another program goes by, of at most {@code maxCharacters}; what does not look like one is dropped. */
    public static Property name(String name, int maxCharacters) {
        return limited(name, "name", maxCharacters);
    }

    /** What tells one text from another on the same installation, 32 hexadecimal digits, without giving it away. */
    public static Property hash(String name) {
        return limited(name, "hash", 0);
    }

    /**
     * Those of {@code values} that a collection of strings holds, at most {@code maxItems}; any other string becomes
     * {@code otherwise}, or is dropped where that is null.
     */
    public static Property list(String name, int maxItems, @Nullable String otherwise, String... values) {
        return new Property(name, "list", values.clone(), otherwise, new long[] {maxItems}, FULL);
    }

    /**
     * How many of each of {@code values}, from a map of strings to whole numbers; each is cut at {@code maxCount}. Any
     * other string counts as {@code otherwise}, or is dropped where that is null.
     */
    public static Property counts(String name, long maxCount, @Nullable String otherwise, String... values) {
        return new Property(name, "counts", values.clone(), otherwise, new long[] {maxCount}, FULL);
    }

    /**
     * What {@code scrubber} makes of a string or of the message of a throwable, in at most {@code maxCharacters} code
     * points. It gets the first 65,536 characters; where it throws or gives null, the value is dropped. Overt's own is
     * {@code Scrubber.text()} in the jar {@code scrub}.
     */
    public static Property text(String name, int maxCharacters, UnaryOperator<String> scrubber) {
        return freeText(name, "text", maxCharacters, scrubber);
    }

    /** The same of an SQL statement, by the rules of {@code Scrubber.sql()}. */
    public static Property sql(String name, int maxCharacters, UnaryOperator<String> scrubber) {
        return freeText(name, "sql", maxCharacters, scrubber);
    }

    /** The operating system: {@code Linux, Darwin, Windows, FreeBSD} or {@code other}; filled in by the client. */
    public static Property os(String name) {
        return new Property(name, "os", NO_VALUES, null, NO_BOUNDS, FULL);
    }

    /** How the product was installed, as far as that can be told; filled in by the client. */
    public static Property installMethod(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, "install-method", otherwise, values);
    }

    /** Simple name of an error's class or of its nearest declared superclass. */
    public static Property errorClass(String name, @Nullable String otherwise, String... values) {
        return closedSet(name, "error-class", otherwise, values);
    }

    private static Property limited(String name, String type, long max) {
        return new Property(name, type, NO_VALUES, null, new long[] {max}, FULL);
    }

    private static Property freeText(String name, String type, int max, UnaryOperator<String> scrubber) {
        Objects.requireNonNull(scrubber, "scrubber");
        return new Property(limited(name, type, max), scrubber, null, false, Long.MAX_VALUE);
    }

    private static Property closedSet(String name, String type, @Nullable String otherwise, String[] values) {
        return new Property(name, type, values.clone(), otherwise, NO_BOUNDS, FULL);
    }

    /** The same property, filled in by the client with {@code fact}. */
    public Property of(Fact fact) {
        return new Property(this, scrubber, fact, optional, lastEpochDay);
    }

    /** The same property, which an event may lack. */
    public Property optional() {
        return new Property(this, scrubber, fact, true, lastEpochDay);
    }

    /** The same property, recorded to the end of a day, UTC, and no longer. */
    public Property until(int year, int month, int day) {
        long last = LocalDate.of(year, month, day).toEpochDay();
        return new Property(this, scrubber, fact, optional, last);
    }

    /** Whether the client knows the value, so that no caller passes it. */
    boolean selfFilled() {
        return fact != null
                || type.equals("os")
                || type.equals("install-method")
                || type.equals("arch")
                || type.equals("platform")
                || type.equals("session-id");
    }

    boolean declares(String value) {
        for (String each : values) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The value as it may be sent: a string, a {@code Long}, a {@code Boolean}, a {@code Decimal}, a list of strings
     * or a map of strings to {@code Long}; null where it may not. The types that few products declare have
     * classes of their own, which a run loads when it needs them.
     */
    @Nullable
    Object sanitise(Object value, EventWriter keeper) throws IOException {
        return switch (type) {
            case "enum", "install-method", "platform" -> Sanitiser.known(this, value);
            // The client's own words.
            case "os", "arch", "session-id" -> value;
            case "boolean" -> value instanceof Boolean ? value : null;
            case "integer" -> Sanitiser.integer(bounds, value);
            case "bucket" -> Sanitiser.label(this, value);
            case "version" -> Sanitiser.version(this, value);
            case "error-class" -> Sanitiser.errorClass(this, value);
            case "number" -> Decimal.of(this, value);
            case "name" -> value instanceof String name && NameRule.keeps(name, bounds[0]) ? name : null;
            case "hash" -> value instanceof String text ? KeyedHash.of(text, keeper.hashSecret()) : null;
            case "list" -> DeclaredWords.list(this, value, keeper);
            case "counts" -> DeclaredWords.counts(this, value, keeper);
            case "text", "sql" -> FreeText.of(this, value);
            default -> throw new IllegalStateException(type);
        };
    }

    /** Why {@code sanitise} let nothing through. */
    String refusal() {
        return switch (type) {
            case "enum", "os", "install-method", "error-class", "arch", "platform", "session-id" -> "unknown_value";
            default -> "invalid_value";
        };
    }
}
