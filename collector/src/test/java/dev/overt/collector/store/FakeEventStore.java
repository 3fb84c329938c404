package dev.overt.collector.store;

import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/** A store in memory, some of whose appends fail before or after they are done. */
public final class FakeEventStore implements EventStore {
    private final List<LogEntry> entries = new ArrayList<>();
    private long nextOffset;
    private int failures;
    private boolean failAfterCommit;

    /** Makes the next appends fail. */
    public synchronized void failAppends(int count, boolean afterCommit) {
        failures = count;
        failAfterCommit = afterCommit;
    }

    /** How many appends are still to fail. */
    public synchronized int failuresLeft() {
        return failures;
    }

    /** All entries so far. */
    public synchronized List<LogEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public void declare(Manifest manifest) {}

    @Override
    public synchronized long nextOffset() {
        return nextOffset;
    }

    @Override
    public synchronized void append(List<LogEntry> added, long next) {
        boolean fails = failures > 0;
        if (fails) {
            failures--;
        }
        if (!fails || failAfterCommit) {
            entries.addAll(added);
            nextOffset = next;
        }
        if (fails) {
            throw new StoreException("out of memory");
        }
    }

    @Override
    public Table query(String sql, Object... parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Rollups rollups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public InstallationRows count(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void erase(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShared(Installation installation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int purge() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stopPurge() {}

    @Override
    public void close() {}
}
