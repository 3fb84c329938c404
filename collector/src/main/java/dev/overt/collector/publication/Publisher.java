package dev.overt.collector.publication;

import static dev.overt.collector.anonymity.KAnonymity.rounded;

import dev.overt.collector.anonymity.Breakdown;
import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.KAnonymity;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.store.PublishedStore.Rows;
import dev.overt.collector.store.StoreException;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the counts of every product. What is shown of a week stays as it is until at least k installations more, or
 * fewer, have been counted in it, or a day of k installations is over: whoever asks every minute sees no single one come.
 */
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** The fewest installations that anything shown is of. */
    public static final KAnonymity K = new KAnonymity(10);

    private final Supplier<List<Manifest>> manifests;
    private final EventStore store;
    private final PublishedStore published;
    private final Clock clock;

    /** @param manifests the newest of each product */
    public Publisher(Supplier<List<Manifest>> manifests, EventStore store, PublishedStore published, Clock clock) {
        this.manifests = manifests;
        this.store = store;
        this.published = published;
        this.clock = clock;
    }

    /** Publishes what has changed by enough. A failure is logged, and what was published stays. */
    public synchronized void publish() {
        try {
            if (Rollups.areIn(store)) {
                manifests.get().forEach(this::publish);
            }
        } catch (StoreException e) {
            LOG.error("the counts could not be published; what was published stays. {}", e.getMessage());
        }
    }

    private void publish(Manifest manifest) {
        Rollups rollups = new Rollups(store, manifest.product().id());
        publishWeeks(manifest, rollups);
        publishMonths(manifest.product().id(), rollups);
        LocalDate week = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        for (int ago = 0; ago < 13; ago++) {
            publishDrops(manifest.product().id(), rollups, week.minusWeeks(ago));
        }
    }

    private void publishWeeks(Manifest manifest, Rollups rollups) {
        String product = manifest.product().id();
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        Map<LocalDate, Count> now = rollups.totals("week");
        Map<LocalDate, Count> days = rollups.totals("day");
        Map<LocalDate, ShownWeek> shown = shownWeeks(product);
        now.forEach((start, total) -> {
            if (isDue(start, total, shown.get(start), days, yesterday)) {
                published.replace(new Week(rollups, manifest, K, start, total).rows(days, yesterday));
            }
        });
        withdraw(product, PublishedTables.OF_A_WEEK, shown.keySet(), now.keySet());
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
    private void publishMonths(String product, Rollups rollups) {
        Map<LocalDate, Count> now = rollups.totals("month");
        Map<LocalDate, Long> shown = shown("SELECT start::VARCHAR, installs FROM months WHERE product = ?", product);
        now.forEach((start, count) -> {
            if (shown.containsKey(start) ? K.replaces(shown.getOrDefault(start, 0L), count) : K.shows(count)) {
                published.replace(List.of(new Rows(
                        PublishedTables.MONTHS,
                        product,
                        start.toString(),
                        List.of(List.of(rounded(count.installs()))))));
            }
        });
        withdraw(product, List.of(PublishedTables.MONTHS), shown.keySet(), now.keySet());
    }

    private Map<LocalDate, Long> shown(String sql, Object... parameters) {
        Map<LocalDate, Long> shown = new TreeMap<>();
        for (List<@Nullable Object> row : published.query(sql, parameters).rows()) {
            shown.put(LocalDate.parse(Rollups.text(row.get(0))), Rollups.number(row.get(1)));
        }
        return shown;
    }

    /** What is not kept any more is not shown any more. */
    private void withdraw(String product, List<String> tables, Set<LocalDate> shown, Set<LocalDate> kept) {
        Set<LocalDate> gone = new HashSet<>(shown);
        gone.removeAll(kept);
        for (LocalDate start : gone) {
            published.replace(tables.stream()
                    .map(table -> new Rows(table, product, start.toString(), List.of()))
                    .toList());
        }
    }

    /** What was dropped has no installations: each event that was dropped counts as one. */
    private void publishDrops(String product, Rollups rollups, LocalDate week) {
        Map<List<String>, Count> drops = rollups.drops(week);
        Map<String, Count> parts = new TreeMap<>();
        drops.forEach((drop, count) -> parts.put(String.join("\n", drop), count));
        long sum = drops.values().stream().mapToLong(Count::events).sum();
        Count total = new Count(sum, sum);
        long shown = shown(
                        "SELECT start::VARCHAR, sum(count) FROM drops WHERE product = ? AND start = CAST(? AS DATE) GROUP BY 1",
                        product,
                        week.toString())
                .getOrDefault(week, 0L);
        if (shown == 0 ? !K.shows(total) : !K.replaces(shown, total)) {
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        long left = rounded(sum);
        for (String drop : K.named(new Breakdown(total, parts))) {
            long count = rounded(parts.getOrDefault(drop, Count.NONE).events());
            String[] columns = drop.split("\n", -1);
            rows.add(List.of(columns[0], columns[1], columns[2], count));
            left -= count;
        }
        if (left > 0) {
            rows.add(List.of(KAnonymity.OTHER, "", "", left));
        }
        published.replace(List.of(new Rows(PublishedTables.DROPS, product, week.toString(), rows)));
    }
}
