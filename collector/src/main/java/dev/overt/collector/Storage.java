package dev.overt.collector;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.StoreException;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.util.List;

/** The embedded log and store of a data folder. */
final class Storage {
    private Storage() {}

    static EventLog openLog(DataDirectory directory) {
        try {
            return SegmentLog.open(directory.log());
        } catch (IOException e) {
            throw new CollectorException("cannot open the log: " + DataDirectory.reason(e), e);
        }
    }

    static EventStore openStore(DataDirectory directory, List<Manifest> manifests) {
        DuckDbStore store;
        try {
            store = DuckDbStore.open(directory.store());
        } catch (StoreException e) {
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
        try {
            manifests.forEach(store::declare);
            return store;
        } catch (StoreException e) {
            store.close();
            throw new CollectorException(String.valueOf(e.getMessage()), e);
        }
    }
}
