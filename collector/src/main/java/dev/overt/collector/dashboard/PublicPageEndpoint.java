package dev.overt.collector.dashboard;

import dev.overt.collector.anonymity.Breakdown;
import dev.overt.collector.anonymity.Count;
import dev.overt.collector.anonymity.KAnonymity;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /p/ID}: what a product collects, for how long, and how much came, for everybody. Its counts are made from what
 * is published, with a larger k, so that they tell nothing more.
 */
final class PublicPageEndpoint implements Endpoint {
    private static final KAnonymity K = new KAnonymity(20);
    /** A number that is shown may be two more than it is. */
    private static final int ROUNDING = 2;

    private final Supplier<List<Manifest>> manifests;
    private final PublishedStore published;
    private final Function<String, Upkeep> upkeep;
    private final Clock clock;

    PublicPageEndpoint(
            Supplier<List<Manifest>> manifests,
            PublishedStore published,
            Function<String, Upkeep> upkeep,
            Clock clock) {
        this.manifests = manifests;
        this.published = published;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        try {
            return page(ProductEndpoint.manifest(manifests, ProductEndpoint.segment(request, 2)));
        } catch (RefusedRequest refused) {
            return Page.message(refused.status(), "Nothing here", "This collector serves no product of that name.");
        } catch (StoreException e) {
            return Page.message(503, "The counts cannot be read", "Reload this page later.");
        }
    }

    private Answer page(Manifest manifest) {
        Questions questions = new Questions(published, manifest, Filter.usual(clock));
        String week = questions.lastWeek().toString();
        Sheet weeks = questions.installations();
        List<List<@Nullable Object>> shown = weeks.rows().stream()
                .filter(row -> row.get(0) != null && week.compareTo(row.get(0).toString()) >= 0)
                .filter(row -> K.shows(least(row.get(1))))
                .toList();
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(of(
                weeks,
                List.of("Week from", "Installations"),
                shown.stream()
                        .map(row -> List.of(String.valueOf(row.get(0)), Sheet.number(row.get(1))))
                        .<List<@Nullable Object>>map(ArrayList::new)
                        .toList()));
        shown.stream().filter(row -> week.equals(row.get(0))).findFirst().ifPresent(row -> {
            sheets.add(parts(questions.versions(), row));
            sheets.add(parts(questions.systems(), row));
        });
        Upkeep done = upkeep.apply(manifest.product().id());
        return Page.published(new PublicView(
                manifest,
                sheets.stream().filter(sheet -> !sheet.isEmpty()).toList(),
                kept(manifest.retention().raw()),
                kept(manifest.retention().rollups()),
                done.lastPurge() == null ? "never yet" : Wording.ago(done.lastPurge(), clock.instant()),
                K.k()));
    }

    private static Sheet of(Sheet sheet, List<String> columns, List<List<@Nullable Object>> rows) {
        return new Sheet(sheet.name(), sheet.title(), "", columns, rows, 1);
    }

    /** The parts of a week that may be shown to everybody. */
    private static Sheet parts(Sheet sheet, List<@Nullable Object> week) {
        Map<String, Count> parts = new TreeMap<>();
        sheet.rows().forEach(row -> {
            if (row.get(1) != null) {
                parts.put(String.valueOf(row.get(0)), least(row.get(1)));
            }
        });
        long whole = Sheet.number(week.get(1)) - ROUNDING;
        Set<String> named = K.named(new Breakdown(new Count(whole, whole), parts));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : sheet.rows()) {
            if (named.contains(String.valueOf(row.get(0)))) {
                rows.add(new ArrayList<>(row.subList(0, 2)));
            }
        }
        return of(sheet, sheet.columns().subList(0, 2), rows);
    }

    private static Count least(@Nullable Object shown) {
        long least = Math.max(0, Sheet.number(shown) - ROUNDING);
        return new Count(least, least);
    }

    private static String kept(Retention.Period period) {
        if (period instanceof Retention.Period.Days kept) {
            return kept.days() + " days";
        }
        return period instanceof Retention.Period.None ? "not at all" : "for ever";
    }
}
