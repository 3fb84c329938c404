package dev.overt.collector.dashboard;

import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.web.Answer;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the products, or the only one's page. */
final class FrontEndpoint implements Access.Shown {
    private static final String NOTHING = "–";

    private final Supplier<List<Manifest>> manifests;
    private final PublishedStore published;
    private final ProductEndpoint product;
    private final Supplier<@Nullable String> warning;
    private final Clock clock;

    FrontEndpoint(
            Supplier<List<Manifest>> manifests,
            PublishedStore published,
            ProductEndpoint product,
            Supplier<@Nullable String> warning,
            Clock clock) {
        this.manifests = manifests;
        this.published = published;
        this.product = product;
        this.warning = warning;
        this.clock = clock;
    }

    @Override
    public Answer answer(Request request, Sessions.@Nullable Session session) {
        List<Manifest> now = manifests.get();
        return now.size() == 1
                ? product.answer(request, now.get(0), session)
                : Page.front(new FrontView(now.stream().map(this::entry).toList(), warning.get(), session));
    }

    private FrontView.Entry entry(Manifest manifest) {
        Questions questions = new Questions(published, manifest, Filter.usual(clock));
        String week = questions.lastWeek().toString();
        List<@Nullable Object> last = questions.installations().rows().stream()
                .filter(row -> week.equals(row.get(0)))
                .findFirst()
                .orElse(List.of());
        return new FrontView.Entry(
                manifest.product().id(),
                manifest.product().name(),
                last.isEmpty() ? NOTHING : Sheet.shown(last.get(1)),
                last.isEmpty() ? NOTHING : Sheet.shown(last.get(2)));
    }
}
