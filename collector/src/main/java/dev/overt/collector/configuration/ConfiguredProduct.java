package dev.overt.collector.configuration;

import java.nio.file.Path;
import java.util.List;

/**
 * A product to serve.
 *
 * @param keys further write keys, such as clients of others carry
 * @param withoutKey whether senders that name no product are taken to be its own
 * @param destinations those of its manifest that are on
 */
public record ConfiguredProduct(
        Path manifest, List<String> keys, boolean withoutKey, List<ConfiguredDestination> destinations) {
    public ConfiguredProduct {
        keys = List.copyOf(keys);
        destinations = List.copyOf(destinations);
    }

    /** A product that forwards nothing. */
    public ConfiguredProduct(Path manifest, List<String> keys, boolean withoutKey) {
        this(manifest, keys, withoutKey, List.of());
    }

    /** A product that only its manifest is known of. */
    public static ConfiguredProduct of(Path manifest) {
        return new ConfiguredProduct(manifest, List.of(), false);
    }
}
