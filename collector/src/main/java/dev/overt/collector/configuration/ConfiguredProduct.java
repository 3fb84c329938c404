package dev.overt.collector.configuration;

import java.nio.file.Path;
import java.util.List;

/**
 * A product to serve.
 *
 * @param keys further write keys, such as clients of others carry
 * @param withoutKey whether senders that name no product are taken to be its own
 */
public record ConfiguredProduct(Path manifest, List<String> keys, boolean withoutKey) {
    public ConfiguredProduct {
        keys = List.copyOf(keys);
    }

    /** A product that only its manifest is known of. */
    public static ConfiguredProduct of(Path manifest) {
        return new ConfiguredProduct(manifest, List.of(), false);
    }
}
