package dev.overt.collector;

import dev.overt.collector.dashboard.Dashboard;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.posthog.PostHogProtocol;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.NativeProtocol;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.collector.web.Routes;
import dev.overt.collector.web.WebServer;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A running collector: it listens, takes events in, stores and shows them until it is closed. */
public final class Collector implements AutoCloseable {
    /** How long a stopping collector goes on storing what it has acknowledged; the rest is stored at the next start. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final List<Protocol> PROTOCOLS = List.of(new NativeProtocol(), new PostHogProtocol());

    private final List<ServedProduct> products;
    private final Opened opened;
    private final WebServer server;

    private Collector(List<ServedProduct> products, Opened opened, WebServer server) {
        this.products = products;
        this.opened = opened;
        this.server = server;
    }

    /**
     * Starts a collector.
     *
     * @throws CollectorException if it cannot start; then nothing is left running
     */
    public static Collector start(CollectorOptions options) {
        checkProducts(options.manifests());
        Opened opened = new Opened();
        try {
            return start(options, opened);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private static void checkProducts(List<Manifest> manifests) {
        if (manifests.isEmpty()) {
            throw new CollectorException("there is no manifest. Name the telemetry.yaml of each product to serve.");
        }
        Set<String> ids = new HashSet<>();
        for (Manifest manifest : manifests) {
            String id = manifest.product().id();
            if (!ids.add(id)) {
                throw new CollectorException("two manifests are of the product " + id + ". Name one of them only.");
            }
            checkKept(manifest);
        }
    }

    /** A product whose events may not be kept cannot be served, for nothing but keeping is done with them. */
    private static void checkKept(Manifest manifest) {
        if (manifest.retention().raw() instanceof Retention.Period.None) {
            throw new CollectorException(
                    "the manifest of the product "
                            + manifest.product().id()
                            + " says `retention.raw: none`: a collector must only forward its events, and this one cannot forward"
                            + " yet. Write how many days they are kept, such as `raw: 90d`, or do not serve this product here.");
        }
    }

    private static Collector start(CollectorOptions options, Opened opened) {
        DataDirectory directory = DataDirectory.create(options.dataDirectory());
        opened.add(DirectoryLock.take(directory));
        List<Manifest> manifests = options.manifests();
        Keys keys = Keys.open(
                directory,
                manifests.stream().map(manifest -> manifest.product().id()).toList());
        EventLog log = opened.add(Storage.openLog(directory));
        EventStore store = opened.add(Storage.openStore(directory, manifests));
        Loader loader = opened.add(Loader.start(log, store));
        opened.add(() -> loader.awaitOffset(log.endOffset(), DRAIN));
        List<ServedProduct> products = products(manifests, keys);
        Routes routes = routes(directory, manifests, keys, log, store, loader);
        WebServer server = opened.add(listen(options, routes));
        opened.add(() -> Files.deleteIfExists(directory.running()));
        RunningCollector.announce(directory, server.address());
        return new Collector(products, opened, server);
    }

    private static List<ServedProduct> products(List<Manifest> manifests, Keys keys) {
        return manifests.stream()
                .map(manifest -> new ServedProduct(
                        manifest.product().id(),
                        manifest.hash(),
                        keys.writeKey(manifest.product().id())))
                .toList();
    }

    private static Routes routes(
            DataDirectory directory,
            List<Manifest> manifests,
            Keys keys,
            EventLog log,
            EventStore store,
            Loader loader) {
        Clock clock = Clock.systemUTC();
        Map<String, Enforcer> enforcers = new HashMap<>();
        manifests.forEach(
                manifest -> enforcers.put(keys.writeKey(manifest.product().id()), new Enforcer(manifest)));
        WriteKeys writeKeys = new WriteKeys(enforcers);
        Intake intake = new Intake(log, directory::freeBytes);
        Routes routes = new Routes()
                .post("/admin/sql", new SqlEndpoint(keys.admin(), log, loader, store))
                .get("/healthz", new HealthEndpoint(loader));
        PROTOCOLS.forEach(protocol -> protocol.addTo(routes, writeKeys, intake, clock));
        new Dashboard(manifests, keys::writeKey, store, clock).addTo(routes);
        return routes;
    }

    private static WebServer listen(CollectorOptions options, Routes routes) {
        String place = options.host() + ":" + options.port();
        try {
            return WebServer.start(options.host(), options.port(), routes);
        } catch (IOException | IllegalArgumentException e) {
            boolean taken = e.getCause() instanceof BindException || e instanceof BindException;
            throw new CollectorException(
                    taken
                            ? "cannot listen on " + place
                                    + ": the port is in use, or the address is none of this machine's."
                                    + " Choose another port, or stop what listens there."
                            : "cannot listen on " + place + ": " + e.getMessage() + ". Choose another address or port.",
                    e);
        }
    }

    /** Where it listens, e.g. {@code http://127.0.0.1:8417/}. */
    public URI address() {
        return server.address();
    }

    /** The products in the order of their manifests. */
    public List<ServedProduct> products() {
        return products;
    }

    /** Answers what was begun, stores what was acknowledged, and stops. */
    @Override
    public void close() {
        opened.close();
    }
}
