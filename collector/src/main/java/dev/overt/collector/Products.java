package dev.overt.collector;

import dev.overt.collector.enforce.Versions;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.operate.SelfTestManifest;
import dev.overt.collector.receive.WriteKeys;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.StoreException;
import dev.overt.manifest.Difference;
import dev.overt.manifest.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The products that a collector serves, with all their manifests. Any number of threads; one registers at a time, and the
 * others see the products as they were until it is done.
 */
final class Products {
    private static final Logger LOG = LoggerFactory.getLogger(Products.class);
    private static final Difference NOTHING = new Difference(List.of(), false);

    private final DataDirectory directory;
    private final ManifestFolder folder;
    private final CollectorOptions options;
    private final EventStore store;
    private final ManifestFollower follower;
    private final WriteKeys writeKeys = new WriteKeys(Map.of(), null);
    /** Why the events of a product cannot be stored, by its id. */
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    /** What is noteworthy of a product, by its id. Guarded by this. */
    private final Map<String, String> notices = new HashMap<>();

    private volatile Served served;

    /**
     * What is served at one time.
     *
     * @param manifests product id to its manifests by their hashes, the newest last
     */
    private record Served(Keys keys, Map<String, Map<String, Manifest>> manifests) {
        Manifest newest(String product) {
            List<Manifest> all =
                    List.copyOf(Objects.requireNonNull(manifests.get(product)).values());
            return all.get(all.size() - 1);
        }
    }

    private Products(DataDirectory directory, CollectorOptions options, EventStore store, ManifestFollower follower) {
        this.directory = directory;
        this.folder = new ManifestFolder(directory);
        this.options = options;
        this.store = store;
        this.follower = follower;
        this.served = new Served(Keys.open(directory, List.of()), Map.of());
    }

    /**
     * The products of the folder and those of the options, whose manifests are registered. A manifest of the options that
     * the folder knows as an earlier one does not become the newest again.
     *
     * @param follower is told what is served, now and later
     * @throws CollectorException if one of the options cannot be served
     */
    static Products open(
            DataDirectory directory, CollectorOptions options, EventStore store, ManifestFollower follower) {
        Products products = new Products(directory, options, store, follower);
        products.open();
        return products;
    }

    private synchronized void open() {
        Map<String, Map<String, Manifest>> kept = folder.read();
        kept.values().forEach(versions -> versions.values().forEach(this::isDeclared));
        kept.values().forEach(versions -> checkFollowed(last(versions)));
        Map<String, Map<String, Manifest>> ordered = new LinkedHashMap<>();
        for (Manifest manifest : options.manifests()) {
            String id = manifest.product().id();
            ordered.put(id, opened(manifest, kept.getOrDefault(id, Map.of())));
        }
        kept.forEach(ordered::putIfAbsent);
        ProductKeys.check(options, ordered.keySet());
        serve(new Served(Keys.open(directory, List.copyOf(ordered.keySet())), ordered));
    }

    private Map<String, Manifest> opened(Manifest manifest, Map<String, Manifest> kept) {
        Map<String, Manifest> versions = new LinkedHashMap<>(kept);
        String id = manifest.product().id();
        String hash = manifest.hash();
        if (kept.containsKey(hash)) {
            versions.put(hash, manifest); // as it was written, in the order of the file
            if (!last(kept).hash().equals(hash)) {
                notices.put(
                        id,
                        "this manifest is an earlier one, and the newest that was registered stays in force."
                                + " To go back to this one: overt register FILE");
            }
            return versions;
        }
        Difference difference = kept.isEmpty() ? NOTHING : Difference.between(last(kept), manifest);
        if (isUncovered(difference)) {
            notices.put(
                    id,
                    "this manifest collects more than the one before, and consent.covers is not raised:"
                            + " people have not agreed to it. See what: overt diff OLD NEW");
        }
        if (isDeclared(manifest)) {
            folder.keep(manifest);
        }
        versions.put(hash, manifest);
        return versions;
    }

    /** A product of the folder that the options do not name, and that cannot be forwarded as it must be. */
    private void checkFollowed(Manifest manifest) {
        String id = manifest.product().id();
        if (options.manifests().stream().noneMatch(named -> named.product().id().equals(id))) {
            try {
                follower.check(manifest);
            } catch (CollectorException e) {
                refusals.put(id, String.valueOf(e.getMessage()));
                LOG.error("{} Its clients are told to send again later.", e.getMessage());
            }
        }
    }

    /** Of a product that is only forwarded nothing is stored, so it has no tables. */
    private void declareTables(Manifest manifest) {
        if (!Forwarders.onlyForwards(manifest)) {
            store.declare(manifest);
        }
    }

    /** A product whose tables cannot be made stops none of the others; its clients are told to send again later. */
    private boolean isDeclared(Manifest manifest) {
        String id = manifest.product().id();
        try {
            declareTables(manifest);
            return true;
        } catch (StoreException e) {
            String why = "the product " + id + " cannot be served: " + e.getMessage();
            refusals.put(id, why);
            LOG.error("{} Its clients are told to send again later.", why);
            return false;
        }
    }

    /** Whether the events of a product can be stored. */
    boolean areStored(String product) {
        return !refusals.containsKey(product);
    }

    /** Whether there is a product of this id. */
    boolean isServed(String product) {
        return served.manifests().containsKey(product);
    }

    /** Why no product is served. */
    String nothingToServe() {
        return refusals.isEmpty()
                ? "there is no manifest. Name the telemetry.yaml of each product to serve."
                : String.join("\n", refusals.values());
    }

    private static Manifest last(Map<String, Manifest> versions) {
        List<Manifest> all = List.copyOf(versions.values());
        return all.get(all.size() - 1);
    }

    private static boolean isUncovered(Difference difference) {
        return difference.widens() && !difference.covered();
    }

    /**
     * Serves a manifest from now on. What it adds is in the store, and it is kept, before any upload is enforced by it.
     *
     * @throws CollectorException if it cannot be served; then nothing has changed
     */
    synchronized Registration register(Manifest manifest) {
        check(manifest);
        follower.check(manifest);
        String id = manifest.product().id();
        String hash = manifest.hash();
        Map<String, Manifest> before = served.manifests().getOrDefault(id, Map.of());
        Difference difference = before.isEmpty() ? NOTHING : Difference.between(last(before), manifest);
        if (isUncovered(difference)) {
            return new Registration(
                    Registration.Outcome.REFUSED, id, hash, served.keys().writeKey(id), difference);
        }
        if (!before.isEmpty() && difference.changes().isEmpty()) {
            return new Registration(
                    Registration.Outcome.SAME, id, hash, served.keys().writeKey(id), difference);
        }
        declare(manifest);
        Keys keys = Keys.open(directory, List.of(id));
        folder.keep(manifest);
        Map<String, Manifest> versions = new LinkedHashMap<>(before);
        versions.remove(hash);
        versions.put(hash, manifest);
        Map<String, Map<String, Manifest>> all = new LinkedHashMap<>(served.manifests());
        all.put(id, versions);
        notices.remove(id);
        refusals.remove(id);
        serve(new Served(keys, all));
        return new Registration(
                before.isEmpty() ? Registration.Outcome.ADDED : Registration.Outcome.CHANGED,
                id,
                hash,
                keys.writeKey(id),
                difference);
    }

    /** @throws CollectorException if its product cannot be served */
    static void check(Manifest manifest) {
        String id = manifest.product().id();
        if (id.equals(SelfTestManifest.PRODUCT)) {
            throw new CollectorException("the product id " + id + " is the collector's own. Choose another.");
        }
    }

    private void declare(Manifest manifest) {
        try {
            declareTables(manifest);
        } catch (StoreException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }

    private void serve(Served next) {
        Map<String, Versions> versions = new LinkedHashMap<>();
        next.manifests().forEach((id, manifests) -> versions.put(id, Versions.of(manifests)));
        Map<String, Versions> byKey = new HashMap<>();
        versions.forEach((id, product) -> {
            byKey.put(next.keys().writeKey(id), product);
            options.foreignKeys().getOrDefault(id, List.of()).forEach(key -> byKey.put(key, product));
        });
        served = next;
        follower.serve(newest());
        String withoutKey = options.productWithoutKey();
        writeKeys.replace(byKey, withoutKey == null ? null : versions.get(withoutKey));
    }

    /** The same object for as long as the collector runs. */
    WriteKeys writeKeys() {
        return writeKeys;
    }

    /** The newest manifest of each product. */
    List<Manifest> newest() {
        Served now = served;
        return now.manifests().keySet().stream()
                .filter(this::areStored)
                .map(now::newest)
                .toList();
    }

    /** The newest manifest of each product of which something is stored. */
    List<Manifest> stored() {
        return newest().stream()
                .filter(manifest -> !Forwarders.onlyForwards(manifest))
                .toList();
    }

    /** The same, and the collector's own. */
    List<Manifest> withOwn() {
        return Stream.concat(newest().stream(), Stream.of(SelfTestManifest.MANIFEST))
                .toList();
    }

    String writeKey(String product) {
        return served.keys().writeKey(product);
    }

    String adminToken() {
        return served.keys().admin();
    }

    synchronized List<ServedProduct> list() {
        List<ServedProduct> list = new ArrayList<>();
        for (Manifest manifest : newest()) {
            String id = manifest.product().id();
            list.add(new ServedProduct(id, manifest.hash(), writeKey(id), notices.get(id)));
        }
        return list;
    }
}
