package dev.overt.collector.rollup;

import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Grain;
import dev.overt.collector.store.RollupPeriod;
import dev.overt.collector.store.Rollups;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps counts true and removes rows that have become too old. But for that it works a third of the time at
 * most: what comes in goes first.
 */
public final class RollupWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollupWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int RESTS_PER_WORK = 2;
    private static final long MAX_REST_MILLIS = 600_000;

    private final EventStore store;
    private final Supplier<List<Manifest>> products;
    private final int minInstallations;
    private final RollupHealth health;
    private final Clock clock;
    private final Random random = new Random();
    private final Thread thread = new Thread(this::run, "rollups");
    /** Hash of the manifest by which all days of a product were looked over, by its id. The thread's own. */
    private final Map<String, String> lookedOver = new HashMap<>();
    /** The last day on which rows expired; null before the first. The thread's own. */
    private @Nullable LocalDate purged;

    RollupWorker(
            EventStore store,
            Supplier<List<Manifest>> products,
            int minInstallations,
            RollupHealth health,
            Clock clock) {
        this.store = store;
        this.products = products;
        this.minInstallations = minInstallations;
        this.health = health;
        this.clock = clock;
    }

    /**
     * Starts to count. The caller closes the worker before the store.
     *
     * @param products the newest manifest of each
     * @param minInstallations that a name must have to be kept when its period is sealed
     */
    public static RollupWorker start(
            EventStore store,
            Supplier<List<Manifest>> products,
            int minInstallations,
            RollupHealth health,
            Clock clock) {
        RollupWorker worker = new RollupWorker(store, products, minInstallations, health, clock);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                round(this::rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does what is due. */
    void round(Pass.Rest rest) throws InterruptedException {
        purgeDaily();
        attempt("counting of late events", () -> health.late(store.rollups().takeLate()));
        for (Manifest manifest : products.get()) {
            String product = manifest.product().id();
            attempt("counting of " + product, () -> {
                lookOver(manifest);
                new Pass(manifest, store.rollups(), rest).run();
            });
            attempt("checking of " + product, () -> rest.after(() -> check(manifest)));
        }
    }

    /** Work that may be interrupted. */
    private interface Work {
        void run() throws InterruptedException;
    }

    /** Returns whether it succeeded. */
    private boolean attempt(String what, Work work) throws InterruptedException {
        Rollups before = store.rollups();
        try {
            work.run();
            health.succeeded(what);
            return true;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            if (!before.equals(store.rollups())) {
                LOG.info("{} was cut off and will be tried again: the store was replaced", what);
                return false;
            }
            LOG.error("{} failed and will be tried again: {}", what, e.getMessage(), e);
            health.failed(what, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private void purgeDaily() throws InterruptedException {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (today.equals(purged)) {
            return;
        }
        boolean done = true;
        for (Manifest manifest : products.get()) {
            done &= attempt("expiry of " + manifest.product().id(), () -> purge(manifest, now));
        }
        done &= attempt("giving space back", () -> store.rollups().compact());
        if (done) {
            purged = today;
            health.purgedAll();
        }
    }

    private void purge(Manifest manifest, Instant now) {
        String product = manifest.product().id();
        Rollups rollups = store.rollups();
        LocalDate receivedFrom = Kept.of(manifest).receivedFrom(LocalDate.ofInstant(now, ZoneOffset.UTC));
        long rows = new Purge(manifest, rollups, minInstallations).run(now);
        health.purged(product, receivedFrom, rollups.oldest(product));
        LOG.info("of {} there are events received from {} on; {} older ones were removed", product, receivedFrom, rows);
    }

    /** Has counted what was never counted, or not by this manifest. */
    private void lookOver(Manifest manifest) {
        String product = manifest.product().id();
        String hash = manifest.hash();
        if (!hash.equals(lookedOver.get(product))) {
            store.rollups().recompute(product, store.rollups().uncounted(manifest));
            lookedOver.put(product, hash);
        }
    }

    /** Compares one open period with its events. */
    private void check(Manifest manifest) {
        String product = manifest.product().id();
        Rollups rollups = store.rollups();
        List<RollupPeriod> open = rollups.open(product);
        if (!open.isEmpty()) {
            RollupPeriod period = open.get(random.nextInt(open.size()));
            boolean agrees = rollups.agrees(manifest, period);
            health.checked(product, period, agrees);
            if (!agrees) {
                rollups.count(manifest, List.of(period));
                if (period.grain() == Grain.WEEK) {
                    rollups.countCohorts(manifest);
                }
            }
        }
    }

    private void rest(Runnable work) throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        long tookNanos = System.nanoTime() - start;
        health.counting().record(tookNanos, TimeUnit.NANOSECONDS);
        TimeUnit.MILLISECONDS.sleep(Math.min(MAX_REST_MILLIS, RESTS_PER_WORK * tookNanos / 1_000_000));
    }

    @Override
    public void close() {
        thread.interrupt();
        store.rollups().close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
