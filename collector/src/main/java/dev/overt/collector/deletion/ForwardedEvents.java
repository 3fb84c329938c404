package dev.overt.collector.deletion;

import dev.overt.collector.log.Installation;
import java.util.Map;

/** What was forwarded, or waits to be. Called by one thread. */
@FunctionalInterface
public interface ForwardedEvents {
    /**
     * Has all events of an installation deleted: those that wait here, in queues and among dead letters, before this returns;
     * those at each destination as soon as it can. Called after the log has lost them, and again for as long as any is
     * {@link ErasureState#PENDING}, also after a restart.
     *
     * @return the state of each destination by its name, of those to which the product's events were ever forwarded
     */
    Map<String, ErasureState> erase(Installation installation);
}
