package dev.overt.collector;

import dev.overt.manifest.Manifest;
import java.util.List;

/** What must know which manifests a collector serves. */
interface ManifestFollower {
    /** For a collector that does not run. */
    ManifestFollower NOBODY = new ManifestFollower() {
        @Override
        public void check(Manifest manifest) {
            // The next start checks.
        }

        @Override
        public void serve(List<Manifest> newest) {
            // Nobody follows.
        }
    };

    /**
     * Looks at a manifest before it is served.
     *
     * @throws CollectorException if it cannot be
     */
    void check(Manifest manifest);

    /**
     * These are served from now on.
     *
     * @param newest of each product, each of them checked
     */
    void serve(List<Manifest> newest);
}
