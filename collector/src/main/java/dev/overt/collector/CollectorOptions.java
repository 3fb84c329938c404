package dev.overt.collector;

import dev.overt.manifest.Manifest;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a collector listens, where it keeps everything, and whose events it takes.
 *
 * @param port 0 for any free one
 * @param dataDirectory made if absent
 */
public record CollectorOptions(String host, int port, Path dataDirectory, List<Manifest> manifests) {
    public CollectorOptions {
        manifests = List.copyOf(manifests);
    }
}
