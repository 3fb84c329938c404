package dev.overt.collector.log;

/**
 * One thing that enforcement removed or changed.
 *
 * @param property the property's name, or {@code *} if it is not an identifier
 */
public record Drop(DropReason reason, String property) {}
