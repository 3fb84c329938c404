package dev.overt.collector.deletion;

import dev.overt.collector.files.DurableFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The receipts of a collector in an append-only file, {@code receipts.jsonl}: a line for each, in its canonical form, each with the
 * hash of the one before. Any number of threads.
 */
final class Receipts {
    private static final int MAX_LINE_BYTES = 1 << 20;

    private final Path file;
    private final DeletionKeys keys;
    /** Where in the file each one begins, by the deletion's id. Guarded by this. */
    private final Map<UUID, Long> places = new HashMap<>();
    /** Guarded by this. */
    private long sizeBytes;
    /** Guarded by this. */
    private String lastHash = Receipt.NONE_BEFORE;

    private Receipts(Path file, DeletionKeys keys) {
        this.file = file;
        this.keys = keys;
    }

    /**
     * Reads the file. A last line without its end was cut off before anybody was told of it, and is removed.
     *
     * @throws IOException if the chain is broken
     */
    static Receipts open(Path file, DeletionKeys keys) throws IOException {
        Receipts receipts = new Receipts(file, keys);
        if (Files.exists(file)) {
            receipts.read();
        }
        return receipts;
    }

    private synchronized void read() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream buffered = new BufferedInputStream(in)) {
            for (byte[] line = line(buffered); line != null; line = line(buffered)) {
                add(line);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is damaged after " + sizeBytes + " bytes: " + e.getMessage()
                            + ". Restore it from a backup; without one rename it, and a new chain begins.",
                    e);
        }
        if (Files.size(file) > sizeBytes) {
            DurableFile.cut(file, sizeBytes);
        }
    }

    private void add(byte[] line) {
        Receipt receipt = Receipt.read(line);
        if (!receipt.text("previous").equals(lastHash) || receipt.sequence() != places.size()) {
            throw new IllegalArgumentException("a receipt does not follow the one before it");
        }
        places.put(receipt.deletion(), sizeBytes);
        lastHash = receipt.hash();
        sizeBytes += line.length + 1;
    }

    /** Null at the end of the file, or where the last line has none. */
    private static byte @Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toByteArray();
            }
            if (line.size() == MAX_LINE_BYTES) {
                throw new IllegalArgumentException("a line is too long");
            }
            line.write(next);
        }
        return null;
    }

    /** The receipt of a deletion: signed and appended if there is none yet; durable on return. */
    synchronized Receipt complete(Deletion deletion, long nowMillis) throws IOException {
        Optional<Receipt> before = find(deletion.id());
        if (before.isPresent()) {
            return before.get();
        }
        if (Files.exists(file) && Files.size(file) > sizeBytes) {
            DurableFile.cut(file, sizeBytes);
        }
        Receipt receipt = Receipt.sign(deletion, places.size(), lastHash, keys, nowMillis);
        byte[] line = receipt.json();
        DurableFile.append(file, (new String(line, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        add(line);
        return receipt;
    }

    synchronized Optional<Receipt> find(UUID deletion) throws IOException {
        Long place = places.get(deletion);
        if (place == null) {
            return Optional.empty();
        }
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            lines.seek(place);
            return Optional.of(Receipt.read(lines.readLine().getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    synchronized int count() {
        return places.size();
    }

    /** Hash of the last receipt. */
    synchronized String lastHash() {
        return lastHash;
    }
}
