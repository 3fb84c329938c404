package dev.overt.collector.dashboard;

import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Routes;
import dev.overt.manifest.Manifest;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The maintainer's pages, and the public ones.
 *
 * <pre>
 * /  /products/ID  /products/ID/NAME.json|csv  /sql   on this machine, logged in, or with the admin token
 * /p/ID  /.well-known/telemetry.json  /login          everybody
 * </pre>
 */
public final class Dashboard {
    private final Supplier<List<Manifest>> manifests;
    private final UnaryOperator<String> writeKeys;
    private final EventStore store;
    private final PublishedStore published;
    private final Function<String, Upkeep> upkeep;
    private final Supplier<@Nullable String> warning;
    private final List<String> tokens;
    private final Clock clock;

    /**
     * Pages over what is published.
     *
     * @param manifests the newest of each product, asked for at every page
     * @param writeKeys product id to write key, shown where nothing has arrived yet
     * @param store is asked only whether anything has arrived
     * @param upkeep product id to what is done for it
     * @param warning what every page says above its figures; gives null for nothing
     * @param tokens any of which is the admin token
     */
    public Dashboard(
            Supplier<List<Manifest>> manifests,
            UnaryOperator<String> writeKeys,
            EventStore store,
            PublishedStore published,
            Function<String, Upkeep> upkeep,
            Supplier<@Nullable String> warning,
            List<String> tokens,
            Clock clock) {
        this.manifests = manifests;
        this.writeKeys = writeKeys;
        this.store = store;
        this.published = published;
        this.upkeep = upkeep;
        this.warning = warning;
        this.tokens = List.copyOf(tokens);
        this.clock = clock;
    }

    /** Adds all their paths. */
    public void addTo(Routes routes) {
        Access access = new Access(new Sessions(clock), tokens);
        Login login = new Login(access);
        ProductEndpoint product = new ProductEndpoint(manifests, writeKeys, store, published, upkeep, warning, clock);
        FrontEndpoint front = new FrontEndpoint(manifests, published, product, warning, clock);
        Endpoint question = new QuestionEndpoint(manifests, published, clock);
        routes.get("/", access.page(front))
                .get("/products/*", access.page(product))
                .get("/products/*/*", access.data(question))
                .post("/sql", access.data(new PublishedSqlEndpoint(published)))
                .get("/login", login::form)
                .post("/login", login::enter)
                .post("/logout", login::leave)
                .get("/p/*", new PublicPageEndpoint(manifests, published, upkeep, clock))
                .get("/.well-known/telemetry.json", new WellKnownEndpoint(manifests))
                .get("/assets/*", new AssetEndpoint());
    }
}
