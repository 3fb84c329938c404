package dev.overt.client;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The one file, or one after the other, in which a process records for an uploader. Not thread-safe. */
final class SpoolWriter implements Delivery {
    static final int MAX_FILES = 1000;
    static final long MAX_BYTES = 4L * 1024 * 1024;
    static final int MAX_FILE_EVENTS = 500;
    static final int MAX_EVENT_BYTES = 32 * 1024;
    private static final long MIN_HAND_OVER_MILLIS = 60_000;

    private final Policy policy;
    private final Installation installation;
    private final Spool spool;
    private final Surroundings surroundings;
    private @Nullable File current;
    private int currentEvents;
    private boolean sealed;
    private long handedOverMillis;

    SpoolWriter(Policy policy, Installation installation, Surroundings surroundings) {
        this.policy = policy;
        this.installation = installation;
        this.spool = new Spool(installation.spool(), surroundings);
        this.surroundings = surroundings;
        this.handedOverMillis = surroundings.elapsedMillis();
    }

    @Override
    public void take(String event) {
        byte[] line = (event + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > MAX_EVENT_BYTES) {
            spool.drop("too_large", 1);
            return;
        }
        try {
            File file = fileFor(line.length);
            if (file == null) {
                spool.drop("spool_full", 1);
                return;
            }
            // A new stream each time: an uploader may have taken the file away.
            try (FileOutputStream out = new FileOutputStream(file, true)) {
                out.write(line);
            }
            currentEvents++;
        } catch (IOException unwritable) {
            // What was written of the line stays the last of its file.
            seal();
            spool.drop("write_failed", 1);
        }
    }

    @Override
    public void drop(String reason, long count) {
        try {
            spool.prepare();
            spool.drop(reason, count);
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
            Spool.delete(current);
            current = null;
        }
        sealed = false;
    }

    /** Hands what was recorded to an uploader, and starts one if it is time. */
    @Override
    public boolean close(Decision decision) throws IOException {
        seal();
        if (sealed && spool.isUploadDue(policy.everyMillis)) {
            CollectorAddress address = CollectorAddress.of(policy, surroundings);
            if (address != null && spool.noteUpload()) {
                Launch.start(new Uploader(installation, decision.reason(), policy, address, surroundings).arguments());
            }
        }
        return true;
    }

    private void seal() {
        if (current != null) {
            String name = current.getName();
            sealed |= current.renameTo(new File(
                    spool.directory, name.substring(0, name.length() - Spool.OPEN.length()) + Spool.READY));
            current = null;
        }
    }

    private @Nullable File fileFor(int bytes) throws IOException {
        if (current != null && (currentEvents >= MAX_FILE_EVENTS || current.length() + bytes > Spool.MAX_FILE_BYTES)) {
            seal();
        }
        if (current == null) {
            current = create(bytes);
            currentEvents = 0;
        }
        return current;
    }

    private @Nullable File create(int bytes) throws IOException {
        spool.prepare();
        if (isFull(bytes)) {
            return null;
        }
        File file = new File(
                spool.directory,
                surroundings.nowMillis() + "-" + surroundings.processId() + "-"
                        + Surroundings.hexadecimal(surroundings.randomBytes(4)) + Spool.OPEN);
        if (!file.createNewFile()) {
            throw new IOException(file + " exists");
        }
        PrivateFiles.restrict(file);
        return file;
    }

    private boolean isFull(int bytes) {
        String[] names = spool.names();
        long total = bytes;
        for (int i = 0; i < names.length && total <= MAX_BYTES; i++) {
            total += new File(spool.directory, names[i]).length();
        }
        return names.length >= MAX_FILES || total > MAX_BYTES;
    }
}
