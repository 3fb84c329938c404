package dev.overt.collector.receive;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.enforce.Verdict;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.RefusedRequest;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every protocol's events are enforced and made durable. For many threads at once. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int NO_LOG_RETRY_SECONDS = 30;
    private static final int NO_DISK_RETRY_SECONDS = 300;

    private final EventLog log;
    private final LongSupplier freeBytes;
    private final long minFreeBytes;
    private final EventCounts counts;

    /** With the ordinary limit, counting nothing. */
    public Intake(EventLog log, LongSupplier freeBytes) {
        this(log, freeBytes, 256L << 20, new EventCounts(new CompositeMeterRegistry(), "none"));
    }

    /**
     * @param freeBytes how much the disk of the log has left
     * @param minFreeBytes under how much of it nothing is taken in
     * @param counts of the protocol that this takes in for
     */
    public Intake(EventLog log, LongSupplier freeBytes, long minFreeBytes, EventCounts counts) {
        this.log = log;
        this.freeBytes = freeBytes;
        this.minFreeBytes = minFreeBytes;
        this.counts = counts;
    }

    /** What its answers promise, as the protocol says it. */
    public String durability() {
        return log.durability();
    }

    /**
     * Whether anything should be taken in now.
     *
     * @throws RefusedRequest 507 if the disk is almost full
     */
    public void checkFreeDisk() {
        if (freeBytes.getAsLong() < minFreeBytes) {
            throw RefusedRequest.retryAfter(
                    NO_DISK_RETRY_SECONDS, 507, "the collector's disk is almost full; send it again later");
        }
    }

    /**
     * Enforces the events of one request and appends what comes of them, all together.
     *
     * @param clientDrops what the client counted itself, or null
     * @return one result for each event, in their order; what they claim is durable
     * @throws RefusedRequest 503 if the log did not take them: then nothing is claimed
     */
    public List<Result> take(
            Enforcer enforcer,
            List<IncomingEvent> events,
            LogEntry.@Nullable ClientDrops clientDrops,
            long receivedAtMillis) {
        List<Result> results = new ArrayList<>(events.size());
        List<LogEntry> entries = new ArrayList<>(events.size() + 1);
        Set<UUID> ids = new HashSet<>();
        for (IncomingEvent event : events) {
            if (event.id() != null && !ids.add(event.id())) {
                results.add(new Result(event.id(), Result.Outcome.DUPLICATE, "repeated_id", List.of()));
                continue;
            }
            Verdict verdict = enforcer.enforce(event, receivedAtMillis);
            entries.add(verdict.entry());
            results.add(result(event, verdict));
        }
        if (clientDrops != null) {
            entries.add(clientDrops);
        }
        append(entries);
        counts.add(enforcer.product(), results, entries);
        return results;
    }

    private static Result result(IncomingEvent event, Verdict verdict) {
        if (verdict instanceof Verdict.Quarantined quarantined) {
            String reason = quarantined.entry().reason().code();
            return new Result(event.id(), Result.Outcome.QUARANTINED, reason, List.of());
        }
        List<Drop> drops = ((Verdict.Accepted) verdict).entry().drops();
        return new Result(event.id(), Result.Outcome.ACCEPTED, null, drops);
    }

    private void append(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        try {
            log.append(entries);
        } catch (IOException e) {
            LOG.error("the log took nothing: {}", e.getMessage());
            throw RefusedRequest.retryAfter(
                    NO_LOG_RETRY_SECONDS, 503, "the collector cannot write its log; send it again later");
        }
    }
}
