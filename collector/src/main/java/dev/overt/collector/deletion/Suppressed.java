package dev.overt.collector.deletion;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.receive.Suppression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The installations whose deletion was asked for lately, by a hash of each that says nothing without the folder's secret.
 * Any number of threads.
 *
 * <pre>
 * file {@code suppressed}, a line for each: HASH SPACE UNTIL_MILLIS SPACE DELETION_ID LF
 * </pre>
 *
 * A line without its end is what a killed process left, of which nobody was told.
 */
final class Suppressed implements Suppression {
    /** A client resends for 30 days what it has, and an event is told from one that came before for 60. */
    static final Duration LASTS = Duration.ofDays(90);

    private final Path file;
    private final DeletionKeys keys;
    private final ReentrantReadWriteLock taking = new ReentrantReadWriteLock();
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(long untilMillis, UUID deletion) {
        String line(String hash) {
            return hash + " " + untilMillis + " " + deletion + "\n";
        }
    }

    private Suppressed(Path file, DeletionKeys keys) {
        this.file = file;
        this.keys = keys;
    }

    /** Reads the file, and forgets whose time is over. */
    static Suppressed open(Path file, DeletionKeys keys, long nowMillis) throws IOException {
        Suppressed suppressed = new Suppressed(file, keys);
        if (Files.exists(file)) {
            Map<String, Entry> kept = read(file);
            kept.values().removeIf(entry -> entry.untilMillis() < nowMillis);
            suppressed.entries.putAll(kept);
            StringBuilder lines = new StringBuilder();
            kept.forEach((hash, entry) -> lines.append(entry.line(hash)));
            DurableFile.replace(file, bytes(lines.toString()));
        }
        return suppressed;
    }

    private static Map<String, Entry> read(Path file) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        try {
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(line -> {
                String[] words = line.split(" ", -1);
                entries.put(words[0], new Entry(Long.parseLong(words[1]), UUID.fromString(words[2])));
            });
        } catch (RuntimeException e) {
            throw new IOException(
                    file
                            + " is damaged, so that events of deleted installations could come back. Restore it from a backup.",
                    e);
        }
        return entries;
    }

    private static byte[] bytes(String lines) {
        return lines.getBytes(StandardCharsets.US_ASCII);
    }

    /** Suppresses an installation; durable, and nothing more of it comes into the log, when this returns. */
    void add(String product, String install, UUID deletion, long nowMillis) throws IOException {
        String hash = keys.hash(product, install);
        Entry entry = new Entry(nowMillis + LASTS.toMillis(), deletion);
        synchronized (this) {
            DurableFile.append(file, bytes(entry.line(hash)));
        }
        // Requests that began before hold the other side of this lock until what they take is in the log.
        Lock after = taking.writeLock();
        after.lock();
        try {
            entries.put(hash, entry);
        } finally {
            after.unlock();
        }
    }

    /** The last deletion of an installation, if that was asked for lately. */
    Optional<UUID> deletionOf(String product, String install) {
        return Optional.ofNullable(entries.get(keys.hash(product, install))).map(Entry::deletion);
    }

    @Override
    public Lock taking() {
        return taking.readLock();
    }

    @Override
    public boolean covers(String product, String install) {
        return !entries.isEmpty() && entries.containsKey(keys.hash(product, install));
    }
}
