package dev.overt.collector;

import dev.overt.collector.deletion.ErasureState;
import dev.overt.collector.deletion.ForwardedEvents;
import dev.overt.collector.deletion.OpenRollups;
import dev.overt.collector.forward.Erasure;
import dev.overt.collector.forward.Forwarders;
import dev.overt.collector.store.EventStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** What a deletion reaches beside the log and the store's rows: the counts of open periods, and destinations. */
final class DeletionReach {
    private DeletionReach() {}

    static OpenRollups rollups(EventStore store) {
        return product -> store.rollups().recompute(product);
    }

    static ForwardedEvents forwarded(Forwarders forwarders) {
        return installation -> {
            Map<String, ErasureState> states = new TreeMap<>();
            try {
                for (Erasure erasure : forwarders.erase(installation.product(), installation.id())) {
                    states.put(erasure.destination(), state(erasure.state()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException("destinations cannot be asked to forget", e);
            }
            return states;
        };
    }

    private static ErasureState state(Erasure.State state) {
        return switch (state) {
            case DONE -> ErasureState.DONE;
            case PENDING -> ErasureState.PENDING;
            case IMPOSSIBLE -> ErasureState.IMPOSSIBLE;
        };
    }
}
