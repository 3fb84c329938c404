package dev.overt.collector;

import dev.overt.collector.forward.DestinationException;
import dev.overt.collector.forward.Forwarders;
import dev.overt.manifest.Manifest;
import java.util.List;

/**
 * Forwarders that follow what is served.
 *
 * @param forwarders closed by whoever made them
 */
record Forwarding(Forwarders forwarders) implements ManifestFollower {
    @Override
    public void check(Manifest manifest) {
        try {
            forwarders.check(manifest);
        } catch (DestinationException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void serve(List<Manifest> newest) {
        try {
            forwarders.serve(newest);
        } catch (DestinationException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }
}
