package dev.overt.collector.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts what became of the events of one route. Thread-safe.
 *
 * <pre>
 * overt_forward_events_total{product, destination, outcome}  sent, dead: refused for ever, lost: never sent
 * overt_forward_lost_bytes_total{product, destination}       of the log that were removed before they were sent
 * overt_forward_failures_total{product, destination}         deliveries of which something is to be sent again
 * overt_forward_failing{product, destination}                1 while the last one was such
 * overt_forward_lag{product, destination}                    bytes of the log, or events in memory, not dealt with
 * overt_forward_lag_seconds{product, destination}            age of the oldest event that is being delivered
 * </pre>
 */
final class ForwardCounts implements AutoCloseable {
    private static final String EVENTS = "overt.forward.events";

    private final MeterRegistry meters;
    private final Tags tags;
    private final Counter sent;
    private final Counter dead;
    private final Counter lost;
    private final Counter lostBytes;
    private final Counter failures;
    private final List<Meter> gauges = new ArrayList<>();

    ForwardCounts(Route route, MeterRegistry meters) {
        this.meters = meters;
        this.tags = Tags.of("product", route.product(), "destination", route.destination());
        this.sent = meters.counter(EVENTS, tags.and("outcome", "sent"));
        this.dead = meters.counter(EVENTS, tags.and("outcome", "dead"));
        this.lost = meters.counter(EVENTS, tags.and("outcome", "lost"));
        this.lostBytes = meters.counter("overt.forward.lost.bytes", tags);
        this.failures = meters.counter("overt.forward.failures", tags);
    }

    void watch(String name, String description, Supplier<Number> value) {
        gauges.add(Gauge.builder("overt.forward." + name, value)
                .description(description)
                .tags(tags)
                .register(meters));
    }

    void sent() {
        sent.increment();
    }

    void dead(long events) {
        dead.increment((double) events);
    }

    void lost(long events) {
        lost.increment((double) events);
    }

    void lostBytes(long bytes) {
        lostBytes.increment((double) bytes);
    }

    void failed() {
        failures.increment();
    }

    double totalSent() {
        return sent.count();
    }

    double totalDead() {
        return dead.count();
    }

    double totalLost() {
        return lost.count();
    }

    /** The gauges end; what was counted stays. */
    @Override
    public void close() {
        gauges.forEach(meters::remove);
    }
}
