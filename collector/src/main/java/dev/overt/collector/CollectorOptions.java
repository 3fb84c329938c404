package dev.overt.collector;

import dev.overt.collector.configuration.Configuration;
import dev.overt.collector.configuration.ConfiguredDestination;
import dev.overt.collector.configuration.ConfiguredProduct;
import dev.overt.collector.configuration.Settings;
import dev.overt.manifest.Manifest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a collector listens, where it keeps everything, and whose events it takes.
 *
 * @param port 0 for any free one
 * @param dataDirectory made if absent
 * @param foreignKeys product id to the further keys by which the clients of others name it
 * @param productWithoutKey id of the product whose events come without a key, as those of installers do; null for the
 *     only one served, or none where there are several
 * @param destinations product id to its destinations that are on
 * @param operation how it is run
 */
public record CollectorOptions(
        String host,
        int port,
        Path dataDirectory,
        List<Manifest> manifests,
        Map<String, List<String>> foreignKeys,
        @Nullable String productWithoutKey,
        Map<String, List<ConfiguredDestination>> destinations,
        Operation operation) {
    public CollectorOptions {
        manifests = List.copyOf(manifests);
        Map<String, List<String>> copied = new LinkedHashMap<>();
        foreignKeys.forEach((product, keys) -> copied.put(product, List.copyOf(keys)));
        foreignKeys = Map.copyOf(copied);
        destinations = Map.copyOf(destinations);
    }

    public CollectorOptions(String host, int port, Path dataDirectory, List<Manifest> manifests) {
        this(host, port, dataDirectory, manifests, Map.of(), null);
    }

    public CollectorOptions(
            String host,
            int port,
            Path dataDirectory,
            List<Manifest> manifests,
            Map<String, List<String>> foreignKeys,
            @Nullable String productWithoutKey) {
        this(host, port, dataDirectory, manifests, foreignKeys, productWithoutKey, Operation.DEFAULT);
    }

    /** Products that forward nothing. */
    public CollectorOptions(
            String host,
            int port,
            Path dataDirectory,
            List<Manifest> manifests,
            Map<String, List<String>> foreignKeys,
            @Nullable String productWithoutKey,
            Operation operation) {
        this(host, port, dataDirectory, manifests, foreignKeys, productWithoutKey, Map.of(), operation);
    }

    /**
     * As it is set, for the manifests of {@code set.products()}, in their order.
     *
     * @throws CollectorException if two products are to have the events without a key
     */
    public static CollectorOptions of(Configuration set, List<Manifest> manifests) {
        Map<String, List<String>> foreignKeys = new LinkedHashMap<>();
        Map<String, List<ConfiguredDestination>> destinations = new LinkedHashMap<>();
        String withoutKey = null;
        for (int i = 0; i < manifests.size(); i++) {
            ConfiguredProduct product = set.products().get(i);
            String id = manifests.get(i).product().id();
            foreignKeys.put(id, product.keys());
            destinations.put(id, product.destinations());
            if (product.withoutKey() && withoutKey != null) {
                throw new CollectorException("`without-key: true` stands at the products " + withoutKey + " and " + id
                        + ". Leave it at one: an event without a key can be of one product only.");
            }
            withoutKey = product.withoutKey() ? id : withoutKey;
        }
        return new CollectorOptions(
                set.get(Settings.HOST),
                Math.toIntExact(set.get(Settings.PORT)),
                set.get(Settings.DATA),
                manifests,
                foreignKeys,
                withoutKey,
                destinations,
                Operation.of(set));
    }
}
