package dev.overt.examples.altimate;

/** A word as one of the constants that telemetry knows. */
final class Word {
    private static final String OTHER = "other";

    private Word() {}

    /** The constant that reports as {@code word}, else the one that reports as {@code other}. */
    static <E extends Enum<E>> E of(Class<E> constants, String word) {
        E other = null;
        for (E each : constants.getEnumConstants()) {
            if (each.toString().equals(word)) {
                return each;
            }
            if (each.toString().equals(OTHER)) {
                other = each;
            }
        }
        if (other == null) {
            throw new IllegalArgumentException("no constant of " + constants.getSimpleName() + " is for other words");
        }
        return other;
    }
}
