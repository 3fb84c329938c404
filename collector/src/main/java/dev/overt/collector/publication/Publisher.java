package dev.overt.collector.publication;

import static dev.overt.collector.anonymity.KAnonymity.rounded;

import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.KAnonymity;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.store.PublishedStore.Rows;
import dev.overt.collector.store.StoreException;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the counts of every product. What is shown of a week stays as it is until at least k installations more, or
 * fewer, have been counted in it, or a day of k installations is over: whoever asks every minute sees no single one come.
 */
public final class Publisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private static final long FIRST_DELAY_MILLIS = 1_000;

    /** The fewest installations that anything shown is of. */
    public static final KAnonymity K = new KAnonymity(10);

    private final Supplier<List<Manifest>> manifests;
    private final EventStore store;
    private final PublishedStore published;
    private final Clock clock;
    private volatile @Nullable Thread thread;

    /** @param manifests the newest of each product */
    public Publisher(Supplier<List<Manifest>> manifests, EventStore store, PublishedStore published, Clock clock) {
        this.manifests = manifests;
        this.store = store;
        this.published = published;
        this.clock = clock;
    }

    /** Begins to publish, again and again. The caller closes the publisher before the stores. */
    public void start(Duration every) {
        Thread started = new Thread(() -> run(every), "publisher");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void run(Duration every) {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_DELAY_MILLIS);
            while (!Thread.currentThread().isInterrupted()) {
                publish();
                TimeUnit.MILLISECONDS.sleep(every.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread started = thread;
        if (started == null) {
            return;
        }
        started.interrupt();
        try {
            started.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Publishes what has changed by enough. A failure is logged, and what was published stays. */
    public synchronized void publish() {
        try {
            if (Rollups.areIn(store)) {
                manifests.get().forEach(this::publish);
            }
        } catch (StoreException e) {
            if (Thread.currentThread().isInterrupted()) {
                return; // the collector is stopping
            }
            LOG.error("the counts could not be published; what was published stays. {}", e.getMessage());
        }
    }

    private void publish(Manifest manifest) {
        Rollups rollups = new Rollups(store, manifest.product().id());
        List<Rows> changes = new ArrayList<>();
        addWeeks(manifest, rollups, changes);
        addMonths(manifest.product().id(), rollups, changes);
        if (!changes.isEmpty()) {
            published.replace(changes);
        }
    }

    private void addWeeks(Manifest manifest, Rollups rollups, List<Rows> changes) {
        String product = manifest.product().id();
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        Map<LocalDate, Count> now = rollups.totals("week");
        Map<LocalDate, Count> days = rollups.totals("day");
        Map<LocalDate, ShownWeek> shown = shownWeeks(product);
        now.forEach((start, total) -> {
            if (isDue(start, total, shown.get(start), days, yesterday)) {
                changes.addAll(new Week(rollups, manifest, K, start, total).rows(days, yesterday));
            }
        });
        withdraw(product, PublishedTables.OF_A_WEEK, shown.keySet(), now.keySet(), changes);
    }

    /**
     * A week as it was published.
     *
     * @param through the last day that was over then
     */
    private record ShownWeek(long installs, LocalDate through) {}

    private Map<LocalDate, ShownWeek> shownWeeks(String product) {
        Map<LocalDate, ShownWeek> shown = new TreeMap<>();
        for (List<@Nullable Object> row : published
                .query(
                        "SELECT start::VARCHAR, installs, through::VARCHAR FROM counts JOIN weeks USING (product, start)"
                                + " WHERE product = ? AND event = '' AND version = '' AND os = ''",
                        product)
                .rows()) {
            shown.put(
                    LocalDate.parse(Rollups.text(row.get(0))),
                    new ShownWeek(Rollups.number(row.get(1)), LocalDate.parse(Rollups.text(row.get(2)))));
        }
        return shown;
    }

    private static boolean isDue(
            LocalDate start, Count total, @Nullable ShownWeek shown, Map<LocalDate, Count> days, LocalDate yesterday) {
        if (shown == null) {
            return K.shows(total);
        }
        return K.replaces(shown.installs(), total)
                || start.datesUntil(start.plusWeeks(1))
                        .filter(day -> day.isAfter(shown.through()) && !day.isAfter(yesterday))
                        .anyMatch(day -> K.shows(days.getOrDefault(day, Count.NONE)));
    }

    /** Of a month only installations: its events could be compared with those of its weeks and days. */
    private void addMonths(String product, Rollups rollups, List<Rows> changes) {
        Map<LocalDate, Count> now = rollups.totals("month");
        Map<LocalDate, Long> shown = shown("SELECT start::VARCHAR, installs FROM months WHERE product = ?", product);
        now.forEach((start, count) -> {
            if (shown.containsKey(start) ? K.replaces(shown.getOrDefault(start, 0L), count) : K.shows(count)) {
                changes.add(new Rows(
                        PublishedTables.MONTHS,
                        product,
                        start.toString(),
                        List.of(List.of(rounded(count.installs())))));
            }
        });
        withdraw(product, List.of(PublishedTables.MONTHS), shown.keySet(), now.keySet(), changes);
    }

    private Map<LocalDate, Long> shown(String sql, Object... parameters) {
        Map<LocalDate, Long> shown = new TreeMap<>();
        for (List<@Nullable Object> row : published.query(sql, parameters).rows()) {
            shown.put(LocalDate.parse(Rollups.text(row.get(0))), Rollups.number(row.get(1)));
        }
        return shown;
    }

    /** What is not kept any more is not shown any more. */
    private static void withdraw(
            String product, List<String> tables, Set<LocalDate> shown, Set<LocalDate> kept, List<Rows> changes) {
        Set<LocalDate> gone = new HashSet<>(shown);
        gone.removeAll(kept);
        for (LocalDate start : gone) {
            tables.forEach(table -> changes.add(new Rows(table, product, start.toString(), List.of())));
        }
    }
}
