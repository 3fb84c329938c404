package dev.overt.collector.rollup;

import dev.overt.collector.store.EventStore;
import dev.overt.manifest.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the counts true. It works a tenth of the time at most: what comes in goes first. */
public final class RollupWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RollupWorker.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final int RESTS_PER_WORK = 9;
    private static final long MAX_REST_MILLIS = 600_000;

    private final EventStore store;
    private final Supplier<List<Manifest>> products;
    private final Thread thread = new Thread(this::run, "rollups");

    private RollupWorker(EventStore store, Supplier<List<Manifest>> products) {
        this.store = store;
        this.products = products;
    }

    /** Starts to count. The caller closes the worker before the store. */
    public static RollupWorker start(EventStore store, Supplier<List<Manifest>> products) {
        RollupWorker worker = new RollupWorker(store, products);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws InterruptedException {
        for (Manifest manifest : products.get()) {
            try {
                new Pass(manifest, store.rollups(), RollupWorker::rest).run();
            } catch (RuntimeException e) {
                LOG.error(
                        "the counts of the product {} could not be brought up to date, which will be tried again: {}",
                        manifest.product().id(),
                        e.getMessage(),
                        e);
            }
        }
    }

    private static void rest(Runnable work) throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        TimeUnit.MILLISECONDS.sleep(Math.min(MAX_REST_MILLIS, RESTS_PER_WORK * tookMillis));
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
