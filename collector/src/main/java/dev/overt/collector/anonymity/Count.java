package dev.overt.collector.anonymity;

/**
 * How often something was counted.
 *
 * @param installs distinct installations; the same as {@code events} where there are no ids
 */
public record Count(long events, long installs) {
    /** Nothing. */
    public static final Count NONE = new Count(0, 0);
}
