package dev.overt.collector.deletion;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.log.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * What a collector keeps of deletions, in {@code deletions} of its data folder. Any number of threads; one process.
 *
 * <pre>
 * keys.json       see {@link DeletionKeys}
 * suppressed      see {@link Suppressed}
 * pending/        see {@link Deletion}
 * receipts.jsonl  see {@link Receipts}
 * </pre>
 */
final class DeletionFolder {
    private final DeletionKeys keys;
    private final Suppressed suppressed;
    private final Path pendingPath;
    private final PendingDeletions pending;
    private final Receipts receipts;
    private final Clock clock;

    private DeletionFolder(Path folder, Clock clock) throws IOException {
        DurableFile.createFolder(folder);
        this.clock = clock;
        keys = DeletionKeys.open(folder);
        receipts = Receipts.open(folder.resolve("receipts.jsonl"), keys);
        pendingPath = folder.resolve("pending");
        pending = PendingDeletions.open(pendingPath);
        suppressed = Suppressed.open(folder.resolve("suppressed"), keys, clock.millis());
    }

    /** Opens the folder, which is made where there is none; all that is pending is suppressed. */
    static DeletionFolder open(Path folder, Clock clock) throws IOException {
        DeletionFolder opened = new DeletionFolder(folder, clock);
        for (Deletion deletion : opened.pending.all()) {
            opened.suppress(deletion);
        }
        return opened;
    }

    private void suppress(Deletion deletion) throws IOException {
        Installation installation = deletion.installation();
        suppressed.add(installation.product(), installation.id(), deletion.id(), clock.millis());
    }

    /**
     * The deletion of an installation that goes on, or one that is begun now if none was asked for lately; kept, and the
     * installation suppressed, on return. Empty where it is done already: then {@link #done} has it.
     *
     * @param key what the subject is keyed with: see {@link Proof}
     */
    synchronized Optional<Deletion> request(Installation installation, String key, String initiated)
            throws IOException {
        Optional<Deletion> before = pending.of(installation);
        if (before.isEmpty() && done(installation).isPresent()) {
            return Optional.empty();
        }
        UUID id = UUID.randomUUID();
        Deletion deletion = before.orElseGet(
                () -> Deletion.requested(id, installation, Proof.subject(key, id), initiated, clock.millis()));
        if (before.isEmpty()) {
            pending.save(deletion);
        }
        if (suppressed.deletionOf(installation.product(), installation.id()).isEmpty()) {
            suppress(deletion);
        }
        return Optional.of(deletion);
    }

    /** The receipt of an installation that was deleted lately. */
    Optional<Receipt> done(Installation installation) throws IOException {
        Optional<UUID> deletion = suppressed.deletionOf(installation.product(), installation.id());
        return deletion.isPresent() ? receipts.find(deletion.get()) : Optional.empty();
    }

    DeletionKeys keys() {
        return keys;
    }

    Suppressed suppressed() {
        return suppressed;
    }

    /** Where the ids of deletions that go on are. */
    Path pendingPath() {
        return pendingPath;
    }

    PendingDeletions pending() {
        return pending;
    }

    Receipts receipts() {
        return receipts;
    }
}
