package dev.overt.collector.store;

import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is opened again after DuckDB has given it up, as it does with a database whose file it could not tidy, for
 * example because the disk was full. Whoever loads tries again, and so finds it open.
 */
final class ReopeningStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(ReopeningStore.class);

    private final Supplier<DuckDbStore> opening;
    /** Changed under this object's monitor. */
    private volatile DuckDbStore store;

    /** @param opening opens the store, also anew when it has been closed */
    ReopeningStore(Supplier<DuckDbStore> opening) {
        this.opening = opening;
        this.store = opening.get();
    }

    @Override
    public synchronized void declare(Manifest manifest) {
        reopenIfGivenUp();
        store.declare(manifest);
    }

    @Override
    public synchronized long nextOffset() {
        reopenIfGivenUp();
        return store.nextOffset();
    }

    @Override
    public synchronized void append(List<LogEntry> entries, long nextOffset) {
        reopenIfGivenUp();
        store.append(entries, nextOffset);
    }

    private void reopenIfGivenUp() {
        if (store.isGivenUp()) {
            closeGivenUp();
            store = opening.get();
            LOG.info("the store was opened again");
        }
    }

    private void closeGivenUp() {
        try {
            store.close();
        } catch (StoreException e) {
            LOG.debug("a store that was given up did not close", e);
        }
    }

    @Override
    public Table query(String sql, Object... parameters) {
        return store.query(sql, parameters);
    }

    @Override
    public synchronized Rollups rollups() {
        reopenIfGivenUp();
        return store.rollups();
    }

    @Override
    public synchronized void close() {
        store.close();
    }
}
