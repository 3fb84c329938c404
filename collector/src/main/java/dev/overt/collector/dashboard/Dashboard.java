package dev.overt.collector.dashboard;

import dev.overt.collector.store.EventStore;
import dev.overt.collector.web.Routes;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The maintainer's pages over the store. */
public final class Dashboard {
    private final Supplier<List<Manifest>> manifests;
    private final UnaryOperator<String> writeKeys;
    private final EventStore store;
    private final Supplier<@Nullable String> warning;
    private final Clock clock;

    /**
     * Pages over the store.
     *
     * @param manifests the newest of each product, asked for at every page
     * @param writeKeys product id to write key, shown where nothing has arrived yet
     * @param warning what every page says above its figures; gives null for nothing
     */
    public Dashboard(
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

    public void addTo(Routes routes) {
        ProductEndpoint product = new ProductEndpoint(manifests, writeKeys, store, warning, clock);
        FrontEndpoint front = new FrontEndpoint(manifests, store, product, warning, clock);
        routes.get("/", new LocalPage(front))
                .get("/products/*", new LocalPage(product))
                .get("/assets/*", new AssetEndpoint());
    }
}
