package dev.overt.collector.dashboard;

import dev.overt.collector.dashboard.ProductView.Figure;
import dev.overt.collector.dashboard.ProductView.FirstSteps;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Variable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code GET /products/ID?weeks=4|13|52&version=…|os=…}: what one product's installations reported. */
final class ProductEndpoint implements Access.Shown {
    private final Supplier<List<Manifest>> manifests;
    private final UnaryOperator<String> writeKeys;
    private final EventStore store;
    private final PublishedStore published;
    private final Function<String, Upkeep> upkeep;
    private final Supplier<@Nullable String> warning;
    private final Clock clock;

    ProductEndpoint(
            Supplier<List<Manifest>> manifests,
            UnaryOperator<String> writeKeys,
            EventStore store,
            PublishedStore published,
            Function<String, Upkeep> upkeep,
            Supplier<@Nullable String> warning,
            Clock clock) {
        this.manifests = manifests;
        this.writeKeys = writeKeys;
        this.store = store;
        this.published = published;
        this.upkeep = upkeep;
        this.warning = warning;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request, Sessions.@Nullable Session session) {
        return answer(request, manifest(manifests, segment(request, 2)), session);
    }

    /** One segment of a path, counted from 1. */
    static String segment(Request request, int number) {
        String[] segments = request.getHttpURI().getCanonicalPath().split("/", -1);
        return number < segments.length ? segments[number] : "";
    }

    static Manifest manifest(Supplier<List<Manifest>> manifests, String id) {
        return manifests.get().stream()
                .filter(known -> known.product().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedRequest(
                        404, "This collector serves no product of that name; the front page lists those it does."));
    }

    Answer answer(Request request, Manifest manifest, Sessions.@Nullable Session session) {
        Filter filter = Filter.asked(request, clock);
        Questions questions = new Questions(published, manifest, filter);
        List<Sheet> sheets = questions.all();
        Sheet weeks = sheets.get(0);
        boolean nothing = sheets.stream().allMatch(Sheet::isEmpty);
        Upkeep done = upkeep.apply(manifest.product().id());
        return Page.product(new ProductView(
                manifest.product().id(),
                manifest.product().name(),
                manifest.hash(),
                filter,
                questions.choices("version"),
                questions.choices("os"),
                nothing && !hasArrived(manifest) ? firstSteps(request, manifest) : null,
                weeks.isEmpty() ? null : Chart.of(weeks, filter),
                figures(sheets, questions.lastWeek().toString()),
                Advice.of(sheets),
                sheets,
                done,
                done.lastPurge() == null ? "never yet" : ago(done.lastPurge()),
                warning(done),
                session));
    }

    /** That events do not arrive is told first, for then nothing else can be believed. */
    private @Nullable String warning(Upkeep done) {
        @Nullable String late = warning.get();
        return late == null ? done.problem() : late;
    }

    private String ago(Instant moment) {
        return Wording.ago(moment, clock.instant());
    }

    /** Only whether anything is there, however little: so much whoever sends a first event must see. */
    private boolean hasArrived(Manifest manifest) {
        String product = manifest.product().id();
        return !store.query(
                        "SELECT 1 FROM (SELECT product FROM overt.counts UNION ALL SELECT product FROM overt.drops"
                                + " UNION ALL SELECT product FROM overt.quarantine) WHERE product = ? LIMIT 1",
                        product)
                .rows()
                .isEmpty();
    }

    private static List<Figure> figures(List<Sheet> sheets, String week) {
        List<Figure> figures = new ArrayList<>();
        for (Sheet sheet : sheets) {
            List<@Nullable Object> last = sheet.rows().isEmpty()
                    ? List.of()
                    : sheet.rows().get(sheet.rows().size() - 1);
            switch (sheet.name()) {
                case "installations" ->
                    sheet.rows().stream()
                            .filter(row -> week.equals(row.get(0)))
                            .findFirst()
                            .ifPresent(row -> {
                                figures.add(new Figure(Sheet.shown(row.get(1)), "installations in the last week"));
                                figures.add(new Figure(Sheet.shown(row.get(2)), "events in it"));
                            });
                case "months" -> {
                    if (!last.isEmpty()) {
                        figures.add(new Figure(Sheet.shown(last.get(1)), "installations this month"));
                    }
                }
                case "commands" -> failed(sheet, figures);
                default -> {}
            }
        }
        return figures;
    }

    /** Weighed by how often each command ran. */
    private static void failed(Sheet commands, List<Figure> figures) {
        long runs = 0;
        long failed = 0;
        for (List<@Nullable Object> row : commands.rows()) {
            if (row.get(2) != null) {
                runs += Sheet.number(row.get(1));
                failed += Sheet.number(row.get(1)) * Sheet.number(row.get(2));
            }
        }
        if (runs > 0) {
            figures.add(new Figure(Math.round((double) failed / runs) + " %", "of the runs below failed"));
        }
    }

    /** The address is the one that the browser reached. */
    private FirstSteps firstSteps(Request request, Manifest manifest) {
        String host = request.getHeaders().get(HttpHeader.HOST);
        String key = writeKeys.apply(manifest.product().id());
        boolean tool = manifest.surfaces().contains(Surface.TOOL);
        String command = tool ? manifest.product().command() : null;
        return new FirstSteps(collectorVariable(manifest), "http://" + key + "@" + host + "/", command);
    }

    private static @Nullable String collectorVariable(Manifest manifest) {
        return manifest.consent().environment().stream()
                .filter(Variable.Collector.class::isInstance)
                .map(Variable::name)
                .findFirst()
                .orElse(null);
    }
}
