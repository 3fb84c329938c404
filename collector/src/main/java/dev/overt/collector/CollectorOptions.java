package dev.overt.collector;

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
 */
public record CollectorOptions(
        String host,
        int port,
        Path dataDirectory,
        List<Manifest> manifests,
        Map<String, List<String>> foreignKeys,
        @Nullable String productWithoutKey) {
    public CollectorOptions {
        manifests = List.copyOf(manifests);
        Map<String, List<String>> copied = new LinkedHashMap<>();
        foreignKeys.forEach((product, keys) -> copied.put(product, List.copyOf(keys)));
        foreignKeys = Map.copyOf(copied);
    }

    public CollectorOptions(String host, int port, Path dataDirectory, List<Manifest> manifests) {
        this(host, port, dataDirectory, manifests, Map.of(), null);
    }
}
