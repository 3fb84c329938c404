package dev.overt.collector.enforce;

import dev.overt.manifest.Manifest;
import dev.overt.manifest.Retention;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The registered manifests of one product, each as a filter. Immutable: any number of threads.
 *
 * @param newest by which an upload is enforced that names no other
 * @param byHash all of them, the newest too, by their hashes
 */
public record Versions(Enforcer newest, Map<String, Enforcer> byHash) {
    public Versions {
        byHash = Map.copyOf(byHash);
    }

    /** A product that has one manifest, which has no hash. */
    public static Versions of(Enforcer only) {
        return new Versions(only, Map.of());
    }

    /**
     * Those of one product, one at least, by their hashes, the newest last. Where the newest says that nothing is kept,
     * nothing is, whatever an older one allowed.
     */
    public static Versions of(Map<String, Manifest> manifests) {
        boolean mayKeep = manifests.values().stream()
                .reduce((older, newer) -> newer)
                .filter(newest -> !(newest.retention().raw() instanceof Retention.Period.None))
                .isPresent();
        Map<String, Enforcer> byHash = new LinkedHashMap<>();
        Enforcer newest = null;
        for (Map.Entry<String, Manifest> manifest : manifests.entrySet()) {
            newest = new Enforcer(manifest.getValue(), mayKeep);
            byHash.put(manifest.getKey(), newest);
        }
        if (newest == null) {
            throw new IllegalArgumentException("a product has a manifest");
        }
        return new Versions(newest, byHash);
    }

    /** The one of that hash; the newest if there is none. */
    public Enforcer named(@Nullable String hash) {
        return hash == null ? newest : byHash.getOrDefault(hash, newest);
    }
}
