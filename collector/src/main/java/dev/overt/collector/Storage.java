package dev.overt.collector;

import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.operate.SelfTestManifest;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.StoreException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;

/** The embedded log and store of a data folder. */
final class Storage {
    private Storage() {}

    static SegmentLog openLog(DataDirectory directory, long segmentBytes, MeterRegistry meters) {
        try {
            return SegmentLog.open(directory.log(), segmentBytes, meters);
        } catch (IOException e) {
            throw new CollectorException("cannot open the log: " + DataDirectory.reason(e), e);
        }
    }

    static EventStore openStore(DataDirectory directory, long memoryBytes) {
        DuckDbStore store;
        try {
            store = DuckDbStore.open(directory.store(), memoryBytes);
        } catch (StoreException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
        try {
            store.declare(SelfTestManifest.MANIFEST);
            return store;
        } catch (StoreException e) {
            store.close();
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }
}
