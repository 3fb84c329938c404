package dev.overt.collector.deletion;

import dev.overt.collector.log.Installation;
import dev.overt.collector.receive.Suppression;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The deletions of a collector, and the thread that carries them out: at most one round in an interval, so that the store is
 * written anew once for all that were asked for meanwhile. Any number of threads.
 */
public final class Deletions implements AutoCloseable {
    /** How many may go on at once: whoever makes up secrets could ask for any number. */
    static final int MAX_PENDING = 10_000;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final long RETRY_MILLIS = 60_000;
    private static final int STOP_ATTEMPTS = 20;
    private static final long STOP_MILLIS = 50;

    private final DeletionFolder folder;
    private final Thread thread = new Thread(this::work, "deletions");
    /** Guarded by this. */
    private @Nullable Places places;
    /** Guarded by this. */
    private Duration every = Duration.ZERO;

    private final Clock clock;

    private Deletions(DeletionFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Reads what a folder has of deletions; from now on what was asked for is suppressed.
     *
     * @param folder made where there is none
     * @throws IOException if a file is damaged; says which, and what to do
     */
    public static Deletions open(Path folder, Clock clock) throws IOException {
        return new Deletions(DeletionFolder.open(folder, clock), clock);
    }

    /** Whose events are taken no more. */
    public Suppression suppression() {
        return folder.suppressed();
    }

    /**
     * Begins to carry out what was asked for, also before the last stop.
     *
     * @param every the shortest time between two rounds
     */
    public void start(Places places, Duration every) {
        synchronized (this) {
            this.places = places;
            this.every = every;
        }
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Asks for a deletion on behalf of whoever runs the collector.
     *
     * @param install 32 hexadecimal digits, with or without a UUID's dashes, in either case of letters
     * @return {@code done} or {@code pending}, a space, and the deletion's id
     * @throws IllegalArgumentException if that is no install id
     */
    public String requestByOperator(String product, String install) throws IOException {
        String id = install.replace("-", "").toLowerCase(Locale.ROOT);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an install id has 32 hexadecimal digits");
        }
        Installation installation = new Installation(product, id);
        Optional<Deletion> deletion = request(installation, id, Deletion.BY_OPERATOR);
        return deletion.isPresent()
                ? "pending " + deletion.get().id()
                : "done " + folder.done(installation).map(Receipt::deletion).orElseThrow();
    }

    /** Empty where it is done. */
    Optional<Deletion> request(Installation installation, String key, String initiated) throws IOException {
        Optional<Deletion> deletion = folder.request(installation, key, initiated);
        synchronized (this) {
            notifyAll();
        }
        return deletion;
    }

    /** Whether so many deletions go on that no other is begun. */
    boolean isFull() {
        return folder.pending().size() >= MAX_PENDING;
    }

    Optional<Receipt> done(Installation installation) throws IOException {
        return folder.done(installation);
    }

    Optional<Deletion> pending(UUID id) {
        return folder.pending().find(id);
    }

    Optional<Receipt> receipt(UUID id) throws IOException {
        return folder.receipts().find(id);
    }

    DeletionFolder folder() {
        return folder;
    }

    private void work() {
        try {
            while (true) {
                awaitRequest();
                boolean done = round().run();
                long pause = done ? every().toMillis() : Math.min(RETRY_MILLIS, every().toMillis());
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitRequest() throws InterruptedException {
        while (folder.pending().size() == 0) {
            wait();
        }
    }

    private synchronized Duration every() {
        return every;
    }

    private synchronized DeletionRound round() {
        Places all = places;
        if (all == null) {
            throw new IllegalStateException("not started");
        }
        return new DeletionRound(all, folder.pending(), folder.receipts(), folder.pendingPath(), clock, place -> {});
    }

    /** Ends the round that goes on where it is; the next start goes on there. */
    @Override
    public void close() {
        Places all;
        synchronized (this) {
            all = places;
        }
        thread.interrupt();
        try {
            for (int i = 0; i < STOP_ATTEMPTS && all != null && thread.isAlive(); i++) {
                all.store().stopPurge();
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
