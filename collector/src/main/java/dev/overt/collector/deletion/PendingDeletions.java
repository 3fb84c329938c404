package dev.overt.collector.deletion;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.log.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The deletions that are not done, each a file of its id and {@code .json}. Any number of threads. */
final class PendingDeletions {
    private static final String SUFFIX = ".json";

    private final Path folder;
    /** In the order in which they were asked for. Guarded by this. */
    private final Map<UUID, Deletion> deletions = new LinkedHashMap<>();

    private PendingDeletions(Path folder) {
        this.folder = folder;
    }

    static PendingDeletions open(Path folder) throws IOException {
        DurableFile.createFolder(folder);
        PendingDeletions pending = new PendingDeletions(folder);
        removeUnfinished(folder);
        try (Stream<Path> files = Files.list(folder)) {
            files.map(PendingDeletions::read)
                    .sorted(Comparator.comparingLong(Deletion::requestedAtMillis))
                    .forEach(deletion -> pending.deletions.put(deletion.id(), deletion));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
        return pending;
    }

    /** A file that was being written when the process ended. */
    private static void removeUnfinished(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(file -> !file.toString().endsWith(SUFFIX)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Deletion read(Path file) {
        try {
            return Deletion.read(Files.readAllBytes(file));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    file
                            + " is damaged, so that nobody can tell which deletion was asked for. Restore it from a backup,"
                            + " or remove it: who asked will be told, and can ask again.",
                    e);
        }
    }

    synchronized int size() {
        return deletions.size();
    }

    synchronized List<Deletion> all() {
        return List.copyOf(deletions.values());
    }

    synchronized List<Deletion> at(Step step) {
        return deletions.values().stream()
                .filter(deletion -> deletion.step() == step)
                .toList();
    }

    synchronized Optional<Deletion> find(UUID id) {
        return Optional.ofNullable(deletions.get(id));
    }

    synchronized Optional<Deletion> of(Installation installation) {
        return deletions.values().stream()
                .filter(deletion -> deletion.installation().equals(installation))
                .findFirst();
    }

    /** Keeps a deletion as it is now; durable on return. */
    synchronized void save(Deletion deletion) throws IOException {
        DurableFile.replace(file(deletion), deletion.json());
        deletions.put(deletion.id(), deletion);
    }

    synchronized void remove(Deletion deletion) throws IOException {
        DurableFile.delete(file(deletion));
        deletions.remove(deletion.id());
    }

    private Path file(Deletion deletion) {
        return folder.resolve(deletion.id() + SUFFIX);
    }
}
