package dev.overt.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The one file, or one after the other, in which a process records for an uploader: all that such a process does to the
 * spool, whose table stands in {@code Spool}. Not thread-safe.
 */
final class SpoolWriter implements Delivery {
    static final int MAX_FILES = 1000;
    static final long MAX_BYTES = 4L * 1024 * 1024;
    static final int MAX_FILE_EVENTS = 500;
    static final int MAX_EVENT_BYTES = 32 * 1024;
    /** At 10 to 20 bytes a drop; what is dropped beyond it is not counted. */
    static final long MAX_DROPPED_BYTES = 64L * 1024;

    private static final long MIN_HAND_OVER_MILLIS = 60_000;

    private final Policy policy;
    private final Installation installation;
    private final Path directory;
    private final Surroundings surroundings;
    private @Nullable Path current;
    private int currentEvents;
    private boolean sealed;
    private long handedOverMillis;

    SpoolWriter(Policy policy, Installation installation, Surroundings surroundings) {
        this.policy = policy;
        this.installation = installation;
        this.directory = installation.spool();
        this.surroundings = surroundings;
        this.handedOverMillis = surroundings.elapsedMillis();
    }

    @Override
    public void take(String event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > MAX_EVENT_BYTES) {
            drop(directory, "too_large", 1);
            return;
        }
        try {
            Path file = fileFor(line.length);
            if (file == null) {
                drop(directory, "spool_full", 1);
                return;
            }
            // A new stream each time: an uploader may have taken the file away.
            try (OutputStream out = PrivateFiles.append(file)) {
                out.write(line);
            }
            currentEvents++;
        } catch (IOException unwritable) {
            // What was written of the line stays the last of its file.
            seal();
            drop(directory, "write_failed", 1);
        }
    }

    @Override
    public void drop(String reason, long count) {
        try {
            prepare(directory);
            drop(directory, reason, count);
        } catch (IOException unwritable) {
            return;
        }
    }

    /** At the interval: a process may run for longer than its events are of use. */
    @Override
    public void handOver(Decision decision) throws IOException {
        long keptMillis = surroundings.elapsedMillis() - handedOverMillis;
        if (keptMillis >= Math.max(policy.everyMillis, MIN_HAND_OVER_MILLIS)) {
            handedOverMillis += keptMillis;
            close(decision);
        }
    }

    @Override
    public void discard() {
        if (current != null) {
            PrivateFiles.delete(current);
            current = null;
        }
        sealed = false;
    }

    /** Hands what was recorded to an uploader, and starts one if it is time. */
    @Override
    public boolean close(Decision decision) throws IOException {
        seal();
        if (sealed && isUploadDue()) {
            CollectorAddress address = CollectorAddress.of(policy, surroundings);
            if (address != null && noteUpload()) {
                Launch.start(new Uploader(installation, decision.reason(), policy, address, surroundings).arguments());
            }
        }
        return true;
    }

    /** Whether the last upload was tried at least the interval ago. */
    boolean isUploadDue() {
        long ageMillis = surroundings.nowMillis() - PrivateFiles.modifiedMillis(directory.resolve(Spool.LAST_UPLOAD));
        // Far in the future means that the clock was wrong, now or then.
        return ageMillis >= policy.everyMillis || ageMillis < -Uploader.MAX_WAIT_MILLIS;
    }

    /** Notes that an upload is tried now; false if that cannot be noted, and it would be tried in each run. */
    boolean noteUpload() throws IOException {
        Path last = directory.resolve(Spool.LAST_UPLOAD);
        return PrivateFiles.create(last) || PrivateFiles.setModified(last, surroundings.nowMillis());
    }

    /** Makes sure that a spool's directory is there; throws where something else is. */
    static void prepare(Path directory) throws IOException {
        PrivateFiles.createDirectory(directory);
        if (!PrivateFiles.isDirectory(directory)) {
            throw new IOException(directory + " is not a directory");
        }
    }

    /** Adds to the count of what was dropped for {@code reason}. Thread-safe. */
    static synchronized void drop(Path directory, String reason, long count) {
        Path file = directory.resolve(Spool.DROPPED);
        if (PrivateFiles.length(file) > MAX_DROPPED_BYTES || !PrivateFiles.isDirectory(directory)) {
            return;
        }
        try (OutputStream out = PrivateFiles.append(file)) {
            PrivateFiles.restrict(file);
            out.write((reason + " " + count + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            return;
        }
    }

    private void seal() {
        if (current != null) {
            String name = PrivateFiles.name(current);
            sealed |= PrivateFiles.rename(
                    current,
                    current.resolveSibling(name.substring(0, name.length() - Spool.OPEN.length()) + Spool.READY));
            current = null;
        }
    }

    private @Nullable Path fileFor(int bytes) throws IOException {
        if (current != null
                && (currentEvents >= MAX_FILE_EVENTS || PrivateFiles.length(current) + bytes > Spool.MAX_FILE_BYTES)) {
            seal();
        }
        if (current == null) {
            current = create(bytes);
            currentEvents = 0;
        }
        return current;
    }

    private @Nullable Path create(int bytes) throws IOException {
        prepare(directory);
        if (isFull(bytes)) {
            return null;
        }
        Path file = directory.resolve(surroundings.nowMillis() + "-" + surroundings.processId() + "-"
                + Surroundings.hexadecimal(surroundings.fewRandomBytes()) + Spool.OPEN);
        if (!PrivateFiles.create(file)) {
            throw new IOException(file + " exists");
        }
        PrivateFiles.restrict(file);
        return file;
    }

    private boolean isFull(int bytes) {
        String[] names = PrivateFiles.list(directory);
        long total = bytes;
        for (int i = 0; i < names.length && total <= MAX_BYTES; i++) {
            total += PrivateFiles.length(directory.resolve(names[i]));
        }
        return names.length >= MAX_FILES || total > MAX_BYTES;
    }
}
