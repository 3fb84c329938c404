package dev.overt.collector.store;

import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.manifest.Manifest;
import java.util.List;

/**
 * Typed tables, one for each declared event.
 *
 * <p>Declaring and appending wait for each other; any number of threads query meanwhile. A failure of the store itself is a
 * {@link StoreException}.
 */
public interface EventStore extends AutoCloseable {
    /**
     * Creates the product's tables, or adds what a newer manifest adds. Never drops anything.
     *
     * @throws StoreException if a property's type is not the one its column has
     */
    void declare(Manifest manifest);

    /** The first log offset that is not stored yet; 0 in a new store. */
    long nextOffset();

    /**
     * Stores entries, and that all before {@code nextOffset} is stored, in one transaction. An entry whose id came
     * within the last 60 days changes nothing; but an accepted event that says something else than the one of its id is
     * quarantined as {@code conflicting_id}.
     */
    void append(List<LogEntry> entries, long nextOffset);

    /**
     * Answers one read-only SQL statement.
     *
     * @throws StoreException if the statement is not one that only reads the tables, is wrong, or takes too long; the
     *     message is for the person who wrote it
     */
    Table query(String sql, Object... parameters);

    /** The counts of what it holds; closed with it. */
    Rollups rollups();

    /** What there is of an installation. */
    InstallationRows count(Installation installation);

    /** Deletes what there is of an installation, in one transaction. Its bytes may stay until {@link #purge}. */
    void erase(Installation installation);

    /** Whether another product has events under the same install id. */
    boolean isShared(Installation installation);

    /**
     * Makes sure that nothing of deleted rows is left on the disk, in what was set aside as unreadable neither. Takes as long
     * as writing all rows anew; appending waits meanwhile, and queries for a moment at its end.
     *
     * @return how many files were deleted that had been set aside
     */
    int purge();

    /** Ends a purge that goes on in another thread, which fails. */
    void stopPurge();

    @Override
    void close();
}
