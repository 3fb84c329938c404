package dev.overt.collector.forward;

import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.collector.files.DurableFile;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All forwarders of a collector: for each product and each of its destinations that is on, one that reads the log, or, where
 * the product's manifest says that nothing is kept, one that takes events from memory. Any number of threads.
 *
 * <pre>
 * forward/initrunner/posthog/position.json   {@link Position}
 * forward/initrunner/posthog/dead.jsonl      {@link DeadLetterFile}
 * </pre>
 */
public final class Forwarders implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Forwarders.class);
    private static final int MAX_RELAYED_EVENTS = 10_000;
    private static final long MAX_RELAYED_BYTES = 32 << 20;
    private static final long MAX_DEAD_BYTES = 16 << 20;

    private final Path folder;
    private final EventLog log;
    private final Map<String, List<ConfiguredDestination>> configured;
    private final MeterRegistry meters;
    private final Duration maxStop;
    private final Pace pace;
    private final Clock clock;
    private final Post post;
    /** Those of each product, by its id. Guarded by this. */
    private final Map<String, Product> products = new HashMap<>();

    /** @param relays those that take from memory, which begin with the first event if the product's others read the log */
    private record Product(Manifest manifest, List<Destinations.On> on, List<Forwarding> readers, List<Relay> relays) {
        void close() {
            Stream.concat(
                            readers.stream().map(Forwarding::forwarder),
                            relays.stream().map(Relay::forwarder))
                    .forEach(Forwarder::close);
        }
    }

    private record Forwarding(Route route, Forwarder forwarder, DeadLetterFile deadLetters, Erasures erasures) {}

    private record Relay(Route route, Forwarder forwarder, RelayQueue queue, ForwardCounts counts, Erasures erasures) {}

    /**
     * Forwarders that begin when manifests are served.
     *
     * @param folder theirs; made when absent
     * @param configured product id to its destinations that are on
     * @param maxStop how long a stop may wait for what is under way and for what is kept nowhere else
     */
    public Forwarders(
            Path folder,
            EventLog log,
            Map<String, List<ConfiguredDestination>> configured,
            MeterRegistry meters,
            Duration maxStop,
            Clock clock) {
        this(folder, log, configured, meters, maxStop, Pace.ORDINARY, clock);
    }

    Forwarders(
            Path folder,
            EventLog log,
            Map<String, List<ConfiguredDestination>> configured,
            MeterRegistry meters,
            Duration maxStop,
            Pace pace,
            Clock clock) {
        this.folder = folder;
        this.log = log;
        this.configured = Map.copyOf(configured);
        this.meters = meters;
        this.maxStop = maxStop;
        this.pace = pace;
        this.clock = clock;
        this.post = new Post(pace.timeout(), clock);
    }

    /** Whether nothing of a product's events is kept, so that they are only handed on. */
    public static boolean onlyForwards(Manifest manifest) {
        return manifest.retention().raw() instanceof Retention.Period.None;
    }

    /**
     * Checks that what is set fits a manifest.
     *
     * @throws DestinationException if it does not, or if its events would neither be kept nor forwarded
     */
    public void check(Manifest manifest) {
        check(manifest, configuredOf(manifest.product().id()));
    }

    /** As the other {@code check}, before there are forwarders. */
    public static void check(Manifest manifest, List<ConfiguredDestination> configured) {
        String id = manifest.product().id();
        Post unused = new Post(Pace.ORDINARY.timeout(), Clock.systemUTC());
        if (Destinations.of(manifest, configured, unused).isEmpty() && onlyForwards(manifest)) {
            throw new DestinationException("the manifest of the product " + id
                    + " says `retention.raw: none`, so that its events are only forwarded, and none of its destinations is on."
                    + " Write `destinations:` at this product in the file of --config, and under it `"
                    + manifest.destinations().stream()
                            .map(dev.overt.manifest.Destination::id)
                            .collect(Collectors.joining("` or `"))
                    + "` with what it needs.");
        }
    }

    private List<ConfiguredDestination> configuredOf(String product) {
        return configured.getOrDefault(product, List.of());
    }

    /**
     * Forwards by these manifests from now on, each of them checked before.
     *
     * @param newest of each product
     */
    public synchronized void serve(Collection<Manifest> newest) {
        for (Manifest manifest : newest) {
            Product before = products.get(manifest.product().id());
            if (before == null || !isSame(before.manifest(), manifest)) {
                if (before != null) {
                    before.close();
                }
                products.put(manifest.product().id(), begin(manifest));
            }
        }
    }

    private static boolean isSame(Manifest one, Manifest other) {
        return one.destinations().equals(other.destinations()) && onlyForwards(one) == onlyForwards(other);
    }

    private Product begin(Manifest manifest) {
        List<Destinations.On> on =
                Destinations.of(manifest, configuredOf(manifest.product().id()), post);
        Product product = new Product(manifest, on, new ArrayList<>(), new ArrayList<>());
        for (Destinations.On one : on) {
            if (onlyForwards(manifest)) {
                product.relays().add(relay(route(manifest, one), one));
            } else {
                product.readers().add(reader(route(manifest, one), one));
            }
        }
        return product;
    }

    private static Route route(Manifest manifest, Destinations.On on) {
        return new Route(manifest.product().id(), on.declared().id());
    }

    private Forwarding reader(Route route, Destinations.On on) {
        ForwardCounts counts = new ForwardCounts(route, meters);
        Path own = folder.resolve(route.product()).resolve(route.destination());
        try {
            DurableFile.createFolder(own);
            DeadLetterFile dead = DeadLetterFile.open(own, MAX_DEAD_BYTES, clock);
            Position position = new Position(own.resolve("position.json"));
            Source source = LogSource.open(
                    route.product(), log, position, on.fromStart(), bytes -> tellLost(route, bytes, counts));
            counts.watch("dead.letters", "Refused events that are kept", dead::count);
            Erasures erasures = Erasures.open(own.resolve("erasures.json"), clock);
            Forwarder forwarder = new Forwarder(
                    route, on.destination(), source, dead.replaying(), dead, erasures, counts, pace, clock);
            forwarder.start();
            return new Forwarding(route, forwarder, dead, erasures);
        } catch (IOException e) {
            throw new DestinationException("cannot use " + own + ": " + e.getMessage()
                    + ". Make it writable for the user who runs the collector.");
        }
    }

    private static void tellLost(Route route, long bytes, ForwardCounts counts) {
        counts.lostBytes(bytes);
        LOG.error(
                "{}: {} bytes of the log were removed before the destination had them; what of them was this product's is"
                        + " not sent. Raise log.keep-bytes to bridge a longer outage.",
                route,
                bytes);
    }

    private Relay relay(Route route, Destinations.On on) {
        ForwardCounts counts = new ForwardCounts(route, meters);
        RelayQueue queue = new RelayQueue(MAX_RELAYED_EVENTS, MAX_RELAYED_BYTES);
        Erasures erasures = Erasures.inMemory(clock);
        Forwarder forwarder = new Forwarder(
                route, on.destination(), queue, new RelayQueue(0, 0), DeadLetters.NONE, erasures, counts, pace, clock);
        forwarder.start();
        return new Relay(route, forwarder, queue, counts, erasures);
    }

    /**
     * Takes events of one product of which nothing is kept, to hand them on. Never waits; what there is no room for is
     * counted.
     */
    public void relay(List<LogEntry.Accepted> events) {
        if (events.isEmpty()) {
            return;
        }
        for (Relay relay : relaysOf(events.get(0).product())) {
            for (LogEntry.Accepted event : events) {
                if (!relay.queue().offer(event)) {
                    relay.counts().lost(1);
                }
            }
        }
    }

    /** An older manifest of a product may say that nothing is kept where the newest does not. */
    private synchronized List<Relay> relaysOf(String id) {
        Product product = products.get(id);
        if (product == null) {
            return List.of();
        }
        if (product.relays().isEmpty()) {
            product.on().forEach(one -> product.relays().add(relay(route(product.manifest(), one), one)));
        }
        return List.copyOf(product.relays());
    }

    /**
     * Has every destination of a product forget an installation, or says how far that is. Nothing of it is forwarded any
     * more when this returns, but for what is under way; nobody is waited for. Call it again for those that are pending.
     *
     * @return one for each destination that is on, or was; empty for a product that forwards nothing
     * @throws IOException if it cannot be written down that it was asked
     */
    public synchronized List<Erasure> erase(String product, String install) throws IOException {
        List<Erasure> erasures = new ArrayList<>();
        Product served = products.get(product);
        if (served != null) {
            for (Forwarding one : served.readers()) {
                erasures.add(erasure(one.route(), one.erasures().ask(install, log.endOffset())));
            }
            for (Relay one : served.relays()) {
                erasures.add(erasure(one.route(), one.erasures().ask(install, 0)));
            }
        }
        Set<String> on = erasures.stream().map(Erasure::destination).collect(Collectors.toSet());
        for (String name : onceOn(product)) {
            if (!on.contains(name)) {
                erasures.add(new Erasure(
                        name,
                        Erasure.State.IMPOSSIBLE,
                        "The destination had events once and is not on; turn it on, or delete there by hand."));
            }
        }
        return List.copyOf(erasures);
    }

    private static Erasure erasure(Route route, Erasure.Result result) {
        return new Erasure(route.destination(), result.state(), result.detail());
    }

    /** The names of all destinations of a product that ever read the log. */
    private List<String> onceOn(String product) throws IOException {
        Path own = folder.resolve(product);
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(own)) {
            return names.map(name -> name.getFileName().toString()).sorted().toList();
        }
    }

    /** How all destinations that are on fare. */
    public synchronized List<DestinationStatus> status() {
        List<DestinationStatus> all = new ArrayList<>();
        for (Product product : products.values()) {
            product.readers()
                    .forEach(one ->
                            all.add(one.forwarder().status(one.deadLetters().count())));
            product.relays().forEach(one -> all.add(one.forwarder().status(0)));
        }
        all.sort(Comparator.comparing(DestinationStatus::product).thenComparing(DestinationStatus::destination));
        return all;
    }

    /**
     * The events that a destination has refused for ever, the oldest first, at most {@code max}.
     *
     * @throws DestinationException if there is no such destination
     */
    public List<RefusedEvent> refused(String product, String destination, int max) throws IOException {
        return reader(product, destination).deadLetters().list(max);
    }

    /**
     * Has all that a destination refused sent again. Returns how many those are.
     *
     * @throws DestinationException if there is no such destination
     */
    public int replay(String product, String destination) throws IOException {
        return reader(product, destination).deadLetters().replayAll();
    }

    /**
     * Throws away all that a destination refused. Returns how many those were.
     *
     * @throws DestinationException if there is no such destination
     */
    public int drop(String product, String destination) throws IOException {
        return reader(product, destination).deadLetters().dropAll();
    }

    private synchronized Forwarding reader(String product, String destination) {
        Product served = products.get(product);
        List<Forwarding> readers = served == null ? List.of() : served.readers();
        return readers.stream()
                .filter(one -> one.route().destination().equals(destination))
                .findFirst()
                .orElseThrow(() -> new DestinationException("no destination of that product and name is on that keeps"
                        + " what it refuses. See which there are: overt destination list"));
    }

    /** Delivers what is under way and what is kept nowhere else, as far as that does not take too long. */
    @Override
    public synchronized void close() {
        List<Forwarder> all = products.values().stream()
                .flatMap(product -> Stream.concat(
                        product.readers().stream().map(Forwarding::forwarder),
                        product.relays().stream().map(Relay::forwarder)))
                .toList();
        all.forEach(Forwarder::stop);
        long deadline = System.nanoTime() + maxStop.toNanos();
        all.forEach(forwarder -> forwarder.awaitEnd(Duration.ofNanos(deadline - System.nanoTime())));
        products.clear();
    }
}
