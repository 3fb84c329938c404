package dev.overt.collector.store;

import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that is opened again after DuckDB has given it up, as it does with a database whose file it could not tidy, for
 * example because the disk was full. Whoever loads tries again, and so finds it open. Its file can be replaced by a copy.
 */
final class ReopeningStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(ReopeningStore.class);

    private final Path file;
    private final Supplier<DuckDbStore> opening;
    /** Held by queries, and against them while the store's file is replaced. */
    private final ReadWriteLock asking = new ReentrantReadWriteLock(true);
    /** Changed under this object's monitor. */
    private volatile DuckDbStore store;
    /** Whether the store must be opened before it is used. Guarded by this. */
    private boolean shut;

    /**
     * A store in a file.
     *
     * @param opening opens the store, also anew when it has been closed
     */
    ReopeningStore(Path file, Supplier<DuckDbStore> opening) {
        this.file = file;
        this.opening = opening;
        try {
            new StoreCopy(file).discard();
        } catch (IOException e) {
            throw cannotPurge(file, e);
        }
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
        if (shut || store.isGivenUp()) {
            closeGivenUp();
            store = opening.get();
            shut = false;
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
        asking.readLock().lock();
        try {
            return store.query(sql, parameters);
        } finally {
            asking.readLock().unlock();
        }
    }

    @Override
    public synchronized InstallationRows count(Installation installation) {
        reopenIfGivenUp();
        return store.count(installation);
    }

    @Override
    public synchronized void erase(Installation installation) {
        reopenIfGivenUp();
        store.erase(installation);
    }

    @Override
    public synchronized boolean isShared(Installation installation) {
        reopenIfGivenUp();
        return store.isShared(installation);
    }

    @Override
    public synchronized int purge() {
        reopenIfGivenUp();
        StoreCopy copy = new StoreCopy(file);
        try {
            copy.begin();
            store.copyTo(copy.path());
            replaceBy(copy);
            return AsideFile.deleteAll(file);
        } catch (IOException e) {
            throw cannotPurge(file, e);
        }
    }

    private static StoreException cannotPurge(Path file, IOException e) {
        return new StoreException(
                "the store " + file + " could not be replaced by a copy without what was deleted: " + e.getMessage()
                        + ". Make its folder writable.",
                e);
    }

    /** No query is under way meanwhile: DuckDB keeps a file open for as long as one is. */
    private void replaceBy(StoreCopy copy) throws IOException {
        asking.writeLock().lock();
        try {
            exchange(store, copy);
        } finally {
            asking.writeLock().unlock();
        }
    }

    private void exchange(DuckDbStore before, StoreCopy copy) throws IOException {
        shut = true;
        try {
            before.close();
            copy.replace();
        } finally {
            reopenIfGivenUp();
            store.remember(before);
        }
    }

    @Override
    public void stopPurge() {
        store.stopPurge();
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
