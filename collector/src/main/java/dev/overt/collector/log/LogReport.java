package dev.overt.collector.log;

import java.util.List;

/**
 * What a log holds, in lines for people.
 *
 * @param sound whether a collector can open it and read all of it
 */
public record LogReport(boolean sound, List<String> lines) {
    public LogReport {
        lines = List.copyOf(lines);
    }
}
