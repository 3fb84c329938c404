package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;

/**
 * An event that a destination will never take, and why, in this program's words.
 *
 * @param atMillis when it was refused, in milliseconds since the epoch
 */
public record RefusedEvent(long atMillis, String reason, LogEntry.Accepted event) {}
