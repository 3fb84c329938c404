package dev.overt.collector.dashboard;

import dev.overt.collector.store.EventStore;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the products, or the only one's page. */
final class FrontEndpoint implements Endpoint {
    private static final int DAYS = 30;

    private final Supplier<List<Manifest>> manifests;
    private final EventStore store;
    private final ProductEndpoint product;
    private final Supplier<@Nullable String> warning;
    private final Clock clock;

    FrontEndpoint(
            Supplier<List<Manifest>> manifests,
            EventStore store,
            ProductEndpoint product,
            Supplier<@Nullable String> warning,
            Clock clock) {
        this.manifests = manifests;
        this.store = store;
        this.product = product;
        this.warning = warning;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request) {
        List<Manifest> now = manifests.get();
        return now.size() == 1
                ? product.answer(request, now.get(0))
                : Page.front(now.stream().map(this::entry).toList(), warning.get());
    }

    private FrontEntry entry(Manifest manifest) {
        Figures figures = new Figures(manifest, Period.of(DAYS, clock), store);
        Figures.Amount total = figures.total();
        return new FrontEntry(
                manifest.product().id(),
                manifest.product().name(),
                Wording.number(total.installations()),
                Wording.number(total.events()),
                figures.lastReceived()
                        .map(last -> Wording.ago(last, clock.instant()))
                        .orElse("nothing yet"));
    }
}
