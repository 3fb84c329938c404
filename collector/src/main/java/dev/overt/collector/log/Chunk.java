package dev.overt.collector.log;

import java.util.List;

/**
 * A run of durable entries.
 *
 * @param nextOffset where reading goes on
 */
public record Chunk(List<LogEntry> entries, long nextOffset) {
    public Chunk {
        entries = List.copyOf(entries);
    }
}
