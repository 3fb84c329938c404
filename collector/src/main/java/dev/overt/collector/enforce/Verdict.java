package dev.overt.collector.enforce;

import dev.overt.collector.log.LogEntry;

/** What enforcement decided about one event, with the entry that says so in the log. */
public sealed interface Verdict {
    LogEntry entry();

    record Accepted(LogEntry.Accepted entry) implements Verdict {}

    record Quarantined(LogEntry.Quarantined entry) implements Verdict {}
}
