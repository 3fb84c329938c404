package dev.overt.collector;

import dev.overt.collector.cloudevents.CloudEventsProtocol;
import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.collector.dashboard.Dashboard;
import dev.overt.collector.deletion.DataFiles;
import dev.overt.collector.deletion.DeletionPaths;
import dev.overt.collector.deletion.Deletions;
import dev.overt.collector.deletion.Places;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.forward.DestinationException;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.ga4.Ga4Protocol;
import dev.overt.collector.insights.InsightsProtocol;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.operate.LogTrimmer;
import dev.overt.collector.operate.MeteredLog;
import dev.overt.collector.operate.Metrics;
import dev.overt.collector.operate.OperatorPaths;
import dev.overt.collector.operate.Readiness;
import dev.overt.collector.operate.Requests;
import dev.overt.collector.operate.SelfTest;
import dev.overt.collector.operate.SelfTestManifest;
import dev.overt.collector.otlp.OtlpProtocol;
import dev.overt.collector.posthog.PostHogProtocol;
import dev.overt.collector.publication.PublishedTables;
import dev.overt.collector.publication.Publisher;
import dev.overt.collector.receive.EventCounts;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.NativeProtocol;
import dev.overt.collector.receive.Protocol;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.rollup.RollupHealth;
import dev.overt.collector.rollup.RollupWorker;
import dev.overt.collector.runmat.RunMatProtocol;
import dev.overt.collector.segment.SegmentProtocol;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.collector.store.PublishedStore;
import dev.overt.collector.web.Routes;
import dev.overt.collector.web.WebServer;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running collector: it listens, takes events in, stores and shows them until it is closed. */
public final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    /** RunMat's comes before Segment's, which takes what nobody else claims on a path that they share. */
    static final List<Protocol> PROTOCOLS = List.of(
            new NativeProtocol(),
            new PostHogProtocol(),
            new InsightsProtocol(),
            new RunMatProtocol(),
            new SegmentProtocol(),
            new OtlpProtocol(),
            new Ga4Protocol(),
            new CloudEventsProtocol());

    private final Products products;
    private final Opened opened;
    private final WebServer server;

    private Collector(Products products, Opened opened, WebServer server) {
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
        checkProducts(options);
        Opened opened = new Opened();
        try {
            return start(options, opened);
        } catch (RuntimeException | Error e) {
            opened.closeAfter(e);
            throw e;
        }
    }

    private static void checkProducts(CollectorOptions options) {
        Set<String> ids = new HashSet<>();
        for (Manifest manifest : options.manifests()) {
            String id = manifest.product().id();
            if (!ids.add(id)) {
                throw new CollectorException("two manifests are of the product " + id + ". Name one of them only.");
            }
            Products.check(manifest);
            checkDestinations(manifest, options.destinations().getOrDefault(id, List.of()));
        }
    }

    private static void checkDestinations(Manifest manifest, List<ConfiguredDestination> configured) {
        try {
            Forwarders.check(manifest, configured);
        } catch (DestinationException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Registers a manifest with the collector that uses a data folder now, or for the next one that will.
     *
     * @throws CollectorException if it cannot be served; then nothing has changed
     */
    public static Registration register(Path dataDirectory, Manifest manifest) {
        Optional<RunningCollector> running = RunningCollector.find(dataDirectory);
        if (running.isPresent()) {
            return running.get().register(manifest);
        }
        CollectorOptions options = new CollectorOptions("", 0, dataDirectory, List.of());
        try (Opened opened = new Opened()) {
            DataDirectory directory = DataDirectory.create(dataDirectory);
            opened.add(DirectoryLock.take(directory));
            EventStore store =
                    opened.add(Storage.openStore(directory, options.operation().storeMemoryBytes()));
            return Products.open(directory, options, store, ManifestFollower.NOBODY)
                    .register(manifest);
        }
    }

    /**
     * Asks for the deletion of an installation, of the collector that uses a data folder now, or of the next one that will.
     *
     * @param install 32 hexadecimal digits, with or without a UUID's dashes
     * @return {@code done} or {@code pending}, a space, and the deletion's id
     * @throws CollectorException if that is no install id, or the folder has no such product
     */
    public static String delete(Path dataDirectory, String product, String install) {
        Optional<RunningCollector> running = RunningCollector.find(dataDirectory);
        if (running.isPresent()) {
            return running.get().delete(product, install);
        }
        DataDirectory directory = new DataDirectory(dataDirectory);
        if (!Files.isDirectory(directory.manifests().resolve(product))) {
            throw new CollectorException("there is no product " + product + " in the data folder " + dataDirectory
                    + ". Name the folder of a collector, and the id of a product that it serves.");
        }
        try (Opened opened = new Opened()) {
            opened.add(DirectoryLock.take(directory));
            return Storage.openDeletions(directory, Clock.systemUTC()).requestByOperator(product, install);
        } catch (IOException | IllegalArgumentException e) {
            throw new CollectorException(e.getMessage() + ".", e);
        }
    }

    private static Collector start(CollectorOptions options, Opened opened) {
        StartTimes times = new StartTimes();
        times.ended("JVM and settings");
        DataDirectory directory = DataDirectory.create(options.dataDirectory());
        opened.add(DirectoryLock.take(directory));
        DataFiles files = opened.add(new DataFiles(directory.path()));
        Operation operation = options.operation();
        Clock clock = operation.clock();
        Metrics metrics = opened.add(new Metrics());
        SegmentLog segments = Storage.openLog(directory, operation.segmentBytes(), metrics.registry());
        MeteredLog log = opened.add(new MeteredLog(segments, metrics.registry(), clock));
        times.ended("metrics and log");
        EventStore store = opened.add(Storage.openStore(directory, operation.storeMemoryBytes()));
        Storage.checkOffset(directory, store, log);
        Forwarders forwarders = opened.add(new Forwarders(
                directory.forward(),
                log,
                options.destinations(),
                metrics.registry(),
                operation.maxStop().dividedBy(8),
                clock));
        Products products = Products.open(directory, options, store, new Forwarding(forwarders));
        if (products.newest().isEmpty()) {
            throw new CollectorException(products.nothingToServe());
        }
        times.ended("store");
        Loader loader = opened.add(Loader.start(log, store));
        // What is not stored in time is stored at the next start.
        opened.add(() -> loader.awaitOffset(log.endOffset(), operation.maxStop().dividedBy(4)));
        opened.add(new LogTrimmer(
                log, loader, () -> Storage.shortestRetention(products.newest()), operation.keepLogBytes(), clock));
        RollupHealth rollupHealth = new RollupHealth(metrics.registry(), clock);
        opened.add(RollupWorker.start(store, products::withOwn, operation.minInstallations(), rollupHealth, clock));
        PublishedStore published = opened.add(PublishedStore.open(directory.published(), PublishedTables.DEFINITIONS));
        Publisher publisher = opened.add(new Publisher(products::stored, store, published, clock));
        publisher.start(operation.publishEvery());
        metrics.watch(log, loader, directory::freeBytes);
        SelfTest selfTest = new SelfTest(operation.selfTestEvery(), metrics.registry(), clock);
        long minFreeBytes = operation.limits().freeDiskBytes();
        Readiness readiness = new Readiness(
                log, loader, directory::freeBytes, minFreeBytes, selfTest, rollupHealth::problem, forwarders::status);
        byte[] idSecret = products.adminToken().getBytes(StandardCharsets.UTF_8);
        Deletions deletions = opened.add(Storage.openDeletions(directory, clock));
        Intake intake = opened.add(new Intake(
                        log, directory::freeBytes, operation.limits(), products::areStored, idSecret, forwarders::relay)
                .suppressing(deletions.suppression()));
        Parts parts = new Parts(
                options,
                products,
                intake,
                log,
                store,
                published,
                loader,
                metrics,
                readiness,
                selfTest,
                deletions,
                forwarders,
                new UpkeepReport(forwarders, rollupHealth, store));
        String selfTestKey = Keys.unkept();
        WebServer server = opened.add(listen(options, parts.routes(selfTestKey)));
        opened.add(readiness::stop);
        opened.add(() -> Files.deleteIfExists(directory.running()));
        opened.add(selfTest);
        RunningCollector.announce(directory, server.address());
        selfTest.start(server.address(), selfTestKey, log, loader, store);
        deletions.start(
                new Places(
                        files,
                        log,
                        segments,
                        loader,
                        store,
                        DeletionReach.rollups(store),
                        DeletionReach.forwarded(forwarders)),
                operation.deletionEvery());
        times.ended("server");
        LOG.debug("started with {}", times);
        return new Collector(products, opened, server);
    }

    /** What the endpoints stand on. */
    private record Parts(
            CollectorOptions options,
            Products products,
            Intake intake,
            EventLog log,
            EventStore store,
            PublishedStore published,
            Loader loader,
            Metrics metrics,
            Readiness readiness,
            SelfTest selfTest,
            Deletions deletions,
            Forwarders forwarders,
            UpkeepReport upkeep) {

        Routes routes(String selfTestKey) {
            Operation operation = options.operation();
            Requests requests = new Requests(metrics.registry());
            Routes routes = new Routes();
            PROTOCOLS.forEach(protocol -> add(protocol, protocol.name(), products.writeKeys(), requests, routes));
            WriteKeys own = new WriteKeys(Map.of(selfTestKey, new Enforcer(SelfTestManifest.MANIFEST)));
            add(new NativeProtocol(SelfTest.PLACE), "self-test", own, requests, routes);
            List<String> adminTokens = known(products.adminToken(), operation.adminToken());
            routes.wrap(UnaryOperator.identity())
                    .post("/admin/sql", new SqlEndpoint(adminTokens, log, loader, store))
                    .post("/admin/manifests", new RegisterEndpoint(adminTokens, products))
                    .post("/admin/destinations", new DestinationsEndpoint(adminTokens, forwarders))
                    .get("/healthz", new HealthEndpoint());
            new DeletionPaths(deletions).addTo(routes, products.writeKeys(), intake, adminTokens, products::isServed);
            List<String> tokens = known(products.adminToken(), operation.adminToken(), operation.metricsToken());
            new OperatorPaths(metrics, readiness, tokens).addTo(routes);
            new Dashboard(
                            products::stored,
                            products::writeKey,
                            store,
                            published,
                            upkeep::of,
                            selfTest::warning,
                            adminTokens,
                            operation.clock())
                    .addTo(routes);
            return routes;
        }

        private static List<String> known(@Nullable String... tokens) {
            return Stream.of(tokens).flatMap(Stream::ofNullable).toList();
        }

        private void add(Protocol protocol, String name, WriteKeys writeKeys, Requests requests, Routes routes) {
            Intake counting = intake.counting(new EventCounts(metrics.registry(), name));
            routes.wrap(endpoint -> requests.counted(name, endpoint));
            protocol.addTo(routes, writeKeys, counting, options.operation().clock());
        }
    }

    private static WebServer listen(CollectorOptions options, Routes routes) {
        String place = options.host() + ":" + options.port();
        try {
            return WebServer.start(
                    options.host(),
                    options.port(),
                    routes,
                    options.operation().limits(),
                    options.operation().maxStop().dividedBy(2));
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

    /** The products as they are served now: those of its options in their order, then the others. */
    public List<ServedProduct> products() {
        return products.list();
    }

    /** Answers what was begun, stores what was acknowledged, and stops. */
    @Override
    public void close() {
        opened.close();
    }
}
