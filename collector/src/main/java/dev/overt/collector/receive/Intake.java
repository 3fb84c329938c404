package dev.overt.collector.receive;

import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.enforce.Verdict;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Limits;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import dev.overt.collector.web.TokenBuckets;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where every protocol's events are held to the limits, enforced and made durable. For many threads at once. */
public final class Intake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int NO_LOG_RETRY_SECONDS = 30;
    private static final int NO_DISK_RETRY_SECONDS = 300;
    private static final int NOT_SERVED_RETRY_SECONDS = 3_600;
    private static final String NOT_KEPT = "none";
    private static final String RATE_LIMIT = "rate_limit";
    private static final String REPEATED_ID = "repeated_id";

    private final EventLog log;
    private final LongSupplier freeBytes;
    private final Limits limits;
    private final Predicate<String> stored;
    private final Consumer<List<LogEntry.Accepted>> relay;
    private final SenderRates rates;
    private final TokenBuckets quarantine;
    private final Rejections rejections;
    private final EventCounts counts;
    private final byte[] idSecret;
    private final Suppression suppression;

    /** With the ordinary limits; the ids that it derives hold as long as it lives. */
    public Intake(EventLog log, LongSupplier freeBytes) {
        this(log, freeBytes, Limits.DEFAULT, product -> true, randomSecret());
    }

    /**
     * @param freeBytes how much the disk of the log has left
     * @param stored whether the store takes the events of a product, by its id
     * @param idSecret keys the ids of events that come without one; as long as it stays the same, so do they
     */
    public Intake(EventLog log, LongSupplier freeBytes, Limits limits, Predicate<String> stored, byte[] idSecret) {
        this(log, freeBytes, limits, stored, idSecret, events -> {
            throw new IllegalStateException("nothing is handed on here");
        });
    }

    /** @param relay takes the events of products of which nothing is kept, all those of one request; never waits */
    public Intake(
            EventLog log,
            LongSupplier freeBytes,
            Limits limits,
            Predicate<String> stored,
            byte[] idSecret,
            Consumer<List<LogEntry.Accepted>> relay) {
        this(
                log,
                freeBytes,
                limits,
                stored,
                relay,
                new SenderRates(limits),
                new TokenBuckets(limits.quarantinedEvents()),
                new Rejections(),
                new EventCounts(new CompositeMeterRegistry(), "none"),
                idSecret.clone(),
                Suppression.NONE);
    }

    private Intake(
            EventLog log,
            LongSupplier freeBytes,
            Limits limits,
            Predicate<String> stored,
            Consumer<List<LogEntry.Accepted>> relay,
            SenderRates rates,
            TokenBuckets quarantine,
            Rejections rejections,
            EventCounts counts,
            byte[] idSecret,
            Suppression suppression) {
        this.log = log;
        this.freeBytes = freeBytes;
        this.limits = limits;
        this.stored = stored;
        this.relay = relay;
        this.rates = rates;
        this.quarantine = quarantine;
        this.rejections = rejections;
        this.counts = counts;
        this.idSecret = idSecret;
        this.suppression = suppression;
    }

    private static byte[] randomSecret() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The same intake, with the same limits and budgets, for a protocol whose events {@code counts} counts. */
    public Intake counting(EventCounts counts) {
        return new Intake(
                log, freeBytes, limits, stored, relay, rates, quarantine, rejections, counts, idSecret, suppression);
    }

    /** The same intake, which drops what is suppressed. */
    public Intake suppressing(Suppression suppressed) {
        return new Intake(
                log, freeBytes, limits, stored, relay, rates, quarantine, rejections, counts, idSecret, suppressed);
    }

    /**
     * Counts a request that brings no events as if it had brought so many.
     *
     * @throws RefusedRequest 429 if the sender has sent too much
     */
    public void charge(Sender sender, int events) {
        rates.takeAll(sender, events);
    }

    /** What its answers promise for the events that {@code enforcer} lets in, as the protocol says it. */
    public String durability(Enforcer enforcer) {
        return enforcer.keeps() ? log.durability() : NOT_KEPT;
    }

    /**
     * An id for an event whose protocol gives it none: the same for the same bytes, so that an event that is sent again
     * is stored once.
     *
     * @param nth how many events of the same bytes stand before it in its request: those are events of their own
     */
    public UUID idOf(byte[] body, Slice slice, int nth) {
        return DerivedId.of(idSecret, body, slice.fromByte(), slice.sizeBytes(), nth);
    }

    /**
     * Whether anything should be taken in now.
     *
     * @throws RefusedRequest 507 if the disk is almost full
     */
    public void checkFreeDisk() {
        if (freeBytes.getAsLong() < limits.freeDiskBytes()) {
            throw RefusedRequest.retryAfter(
                    NO_DISK_RETRY_SECONDS, 507, "the collector's disk is almost full; send it again later");
        }
    }

    /** As the other {@code take}, where all who send events of the product are held to one rate. */
    public List<Result> take(
            Enforcer enforcer,
            List<IncomingEvent> events,
            LogEntry.@Nullable ClientDrops clientDrops,
            long receivedAtMillis) {
        return take(Sender.anywhere(enforcer.product()), enforcer, events, clientDrops, receivedAtMillis);
    }

    /**
     * Enforces the events of one request and appends what comes of them, all together. Each event is looked at once.
     *
     * @param clientDrops what the client counted itself, or null
     * @return one result for each event, in their order, none of them {@code RETRY}; what they claim is durable
     * @throws RefusedRequest 429 if the sender has sent too much, 503 if the log did not take them, or the store would
     *     not: then nothing is claimed
     */
    public List<Result> take(
            Sender sender,
            Enforcer enforcer,
            List<IncomingEvent> events,
            LogEntry.@Nullable ClientDrops clientDrops,
            long receivedAtMillis) {
        rates.takeAll(sender, events.size());
        return take(sender, enforcer, events, events.size(), clientDrops, receivedAtMillis);
    }

    /**
     * As {@code take}, for a protocol that can tell its client to send some of the events again: where the sender may
     * not send all of them now, the last ones are {@code RETRY}.
     */
    public List<Result> takeWhatFits(
            Sender sender,
            Enforcer enforcer,
            List<IncomingEvent> events,
            LogEntry.@Nullable ClientDrops clientDrops,
            long receivedAtMillis) {
        int fit = rates.takeUpTo(sender, events.size());
        return take(sender, enforcer, events, fit, clientDrops, receivedAtMillis);
    }

    /** Seconds after which events that were {@code RETRY} may be sent again. */
    public int retryAfterSeconds(Sender sender) {
        return rates.waitSeconds(sender);
    }

    private List<Result> take(
            Sender sender,
            Enforcer enforcer,
            List<IncomingEvent> events,
            int fit,
            LogEntry.@Nullable ClientDrops clientDrops,
            long receivedAtMillis) {
        checkStored(enforcer.product());
        Taking taking = new Taking(enforcer, receivedAtMillis, events.size());
        Lock suppressing = suppression.taking();
        suppressing.lock();
        try {
            for (IncomingEvent event : events) {
                taking.add(event, taking.results.size() < fit);
            }
            if (enforcer.keeps()) {
                keep(taking, clientDrops, receivedAtMillis);
            } else {
                relay.accept(taking.accepted());
            }
        } finally {
            suppressing.unlock();
        }
        rates.weigh(sender, taking.bytes);
        counts.add(enforcer.product(), taking.results, taking.entries);
        return taking.results;
    }

    private void keep(Taking taking, LogEntry.@Nullable ClientDrops clientDrops, long receivedAtMillis) {
        if (clientDrops != null) {
            taking.entries.add(clientDrops);
        }
        append(taking.entries, receivedAtMillis);
        taking.rejected.forEach(reason -> rejections.count(taking.enforcer.product(), reason));
    }

    private void checkStored(String product) {
        if (!stored.test(product)) {
            throw RefusedRequest.retryAfter(
                    NOT_SERVED_RETRY_SECONDS,
                    503,
                    "the collector cannot store this product's events now, and its own log says why; send it again later");
        }
    }

    /** One request's events on their way to their results. */
    private final class Taking {
        private final Enforcer enforcer;
        private final long receivedAtMillis;
        private final List<Result> results;
        private final List<LogEntry> entries;
        private final List<DropReason> rejected = new ArrayList<>();
        private final Set<UUID> ids = new HashSet<>();
        private @Nullable String lastInstall;
        private boolean lastSuppressed;
        private long bytes;

        Taking(Enforcer enforcer, long receivedAtMillis, int count) {
            this.enforcer = enforcer;
            this.receivedAtMillis = receivedAtMillis;
            results = new ArrayList<>(count);
            entries = new ArrayList<>(count + 1);
        }

        void add(IncomingEvent event, boolean fits) {
            UUID id = event.id();
            if (id != null && ids.contains(id)) {
                results.add(new Result(id, Result.Outcome.DUPLICATE, REPEATED_ID, List.of()));
            } else if (fits) {
                results.add(enforce(event));
                bytes += event.sizeBytes();
            } else {
                results.add(new Result(id, Result.Outcome.RETRY, RATE_LIMIT, List.of()));
            }
        }

        private Result enforce(IncomingEvent event) {
            if (event.id() != null) {
                ids.add(event.id());
            }
            if (isSuppressed(enforcer.installOf(event))) {
                DropReason reason = DropReason.DELETED_INSTALLATION;
                rejected.add(reason);
                return new Result(event.id(), Result.Outcome.REJECTED, reason.code(), List.of());
            }
            Verdict verdict = enforcer.enforce(event, receivedAtMillis);
            if (verdict instanceof Verdict.Quarantined refused) {
                return refuse(event, refused);
            }
            LogEntry.Accepted accepted = ((Verdict.Accepted) verdict).entry();
            entries.add(accepted);
            return new Result(event.id(), Result.Outcome.ACCEPTED, null, accepted.drops());
        }

        List<LogEntry.Accepted> accepted() {
            return entries.stream().map(LogEntry.Accepted.class::cast).toList();
        }

        /** The events of a request are mostly of one installation, and asking costs a hash. */
        private boolean isSuppressed(@Nullable String install) {
            if (install != null && !install.equals(lastInstall)) {
                lastInstall = install;
                lastSuppressed = suppression.covers(enforcer.product(), install);
            }
            return install != null && lastSuppressed;
        }

        private Result refuse(IncomingEvent event, Verdict.Quarantined refused) {
            DropReason reason = refused.entry().reason();
            if (!enforcer.keeps() || quarantine.takeUpTo(Sender.number(enforcer.product()), 1) == 0) {
                rejected.add(reason);
                return new Result(event.id(), Result.Outcome.REJECTED, reason.code(), List.of());
            }
            entries.add(refused.entry());
            return new Result(event.id(), Result.Outcome.QUARANTINED, reason.code(), List.of());
        }
    }

    private void append(List<LogEntry> entries, long nowMillis) {
        List<LogEntry> rejected = rejections.due(nowMillis);
        entries.addAll(rejected);
        if (entries.isEmpty()) {
            return;
        }
        try {
            log.append(entries);
        } catch (IOException e) {
            rejections.restore(rejected);
            LOG.error("the log took nothing: {}", e.getMessage());
            throw RefusedRequest.retryAfter(
                    NO_LOG_RETRY_SECONDS, 503, "the collector cannot write its log; send it again later");
        }
    }

    /** Writes into the log what is only counted so far. */
    @Override
    public void close() throws IOException {
        List<LogEntry> rejected = rejections.all(System.currentTimeMillis());
        if (!rejected.isEmpty()) {
            log.append(rejected);
        }
    }
}
