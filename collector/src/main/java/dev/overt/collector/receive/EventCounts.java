package dev.overt.collector.receive;

import dev.overt.collector.log.Drop;
import dev.overt.collector.log.LogEntry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what became of one protocol's events. The labels are the products that are served, and words of the program's:
 * nothing that a sender chose. Thread-safe.
 *
 * <pre>
 * overt_events_total{product, protocol, outcome, reason}   each event once
 * overt_drops_total{product, reason}                       each thing taken out of an accepted event or changed in it
 * </pre>
 */
public final class EventCounts {
    private final MeterRegistry meters;
    private final String protocol;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

    public EventCounts(MeterRegistry meters, String protocol) {
        this.meters = meters;
        this.protocol = protocol;
    }

    void add(String product, List<Result> results, List<LogEntry> entries) {
        for (Result result : results) {
            String reason = result.reason() == null ? "" : result.reason();
            counter(
                            "overt.events",
                            "product",
                            product,
                            "protocol",
                            protocol,
                            "outcome",
                            result.outcome().code(),
                            "reason",
                            reason)
                    .increment();
        }
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Accepted accepted) {
                for (Drop drop : accepted.drops()) {
                    counter(
                                    "overt.drops",
                                    "product",
                                    product,
                                    "reason",
                                    drop.reason().code())
                            .increment();
                }
            }
        }
    }

    private Counter counter(String name, String... tags) {
        return counters.computeIfAbsent(List.of(name, String.join("\n", tags)), any -> meters.counter(name, tags));
    }
}
