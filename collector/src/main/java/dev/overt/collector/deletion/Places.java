package dev.overt.collector.deletion;

import dev.overt.collector.log.ErasableLog;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;

/**
 * Every place that may hold an install id.
 *
 * @param data the folder that all files are in
 * @param erasable the same log as {@code log}
 */
public record Places(
        DataFiles data,
        EventLog log,
        ErasableLog erasable,
        Loader loader,
        EventStore store,
        OpenRollups rollups,
        ForwardedEvents forwarded) {}
