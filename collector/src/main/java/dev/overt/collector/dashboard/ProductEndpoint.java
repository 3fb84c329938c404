package dev.overt.collector.dashboard;

import dev.overt.collector.dashboard.ProductView.FirstSteps;
import dev.overt.collector.dashboard.ProductView.Moment;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.manifest.Event;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Surface;
import dev.overt.manifest.Variable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code GET /products/ID?days=7|30|90&day=YYYY-MM-DD}: what one product's installations reported. */
final class ProductEndpoint implements Endpoint {
    private final Supplier<List<Manifest>> manifests;
    private final UnaryOperator<String> writeKeys;
    private final EventStore store;
    private final Supplier<@Nullable String> warning;
    private final Clock clock;

    ProductEndpoint(
            Supplier<List<Manifest>> manifests,
            UnaryOperator<String> writeKeys,
            EventStore store,
            Supplier<@Nullable String> warning,
            Clock clock) {
        this.manifests = manifests;
        this.writeKeys = writeKeys;
        this.store = store;
        this.warning = warning;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        Manifest manifest = manifests.get().stream()
                .filter(known -> known.product().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusedRequest(
                        404, "This collector serves no product of that name; the front page lists those it does."));
        return answer(request, manifest);
    }

    Answer answer(Request request, Manifest manifest) {
        Period period = Period.asked(request, clock);
        Figures figures = new Figures(manifest, period, store);
        ProductReport report = new ProductReport(manifest, figures);
        Figures.Amount total = figures.total();
        List<Figures.Run> runs = figures.runs();
        Moment last = figures.lastReceived().map(this::moment).orElse(null);
        ProductView view = new ProductView(
                manifest.product().id(),
                manifest.product().name(),
                manifest.hash(),
                period,
                Wording.day(period.first()) + " – " + Wording.day(period.last()) + " "
                        + period.last().getYear(),
                last == null && report.isEmpty(total) ? firstSteps(request, manifest) : null,
                report.figures(total, runs),
                last,
                Chart.of(figures.byDay(), eventNames(manifest), period.askedDay(request)),
                ProductReport.commands(runs),
                report.otherEvents(),
                report.drops());
        return Page.product(view, warning.get());
    }

    private Moment moment(Instant instant) {
        return new Moment(Wording.ago(instant, clock.instant()), Wording.moment(instant));
    }

    private static List<String> eventNames(Manifest manifest) {
        return manifest.events().stream().map(Event::name).toList();
    }

    /** The address is the one that the browser reached, which is known to be on this machine. */
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
