package dev.overt.client;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits in a spool, one batch after the other, as long as the consent that it was recorded
 * under still stands. At most one works on a spool at any time.
 */
final class Uploader {
    /** The longest wait that a collector can ask for. */
    static final long MAX_WAIT_MILLIS = 24L * 60 * 60 * 1000;

    private static final long MAX_RUN_MILLIS = 5L * 60 * 1000;
    private static final int MAX_BATCHES = 50;

    private final Installation installation;
    private final Decision.Reason basis;
    private final int covers;
    private final String product;
    private final String manifest;
    private final CollectorAddress address;
    private final long everyMillis;
    private final Surroundings surroundings;
    private final Spool spool;
    private int sent;
    private int refused;

    Uploader(
            Installation installation,
            Decision.Reason basis,
            Policy policy,
            CollectorAddress address,
            Surroundings surroundings) {
        this(
                installation,
                basis,
                policy.covers,
                policy.product,
                policy.manifest,
                address,
                policy.everyMillis,
                surroundings);
    }

    private Uploader(
            Installation installation,
            Decision.Reason basis,
            int covers,
            String product,
            String manifest,
            CollectorAddress address,
            long everyMillis,
            Surroundings surroundings) {
        this.installation = installation;
        this.basis = basis;
        this.covers = covers;
        this.product = product;
        this.manifest = manifest;
        this.address = address;
        this.everyMillis = everyMillis;
        this.surroundings = surroundings;
        this.spool = new Spool(installation.spool(), surroundings);
    }

    /**
     * How an uploader's work ended: how many events were sent and refused, and why others wait, or null where none
     * does. Where the consent has been {@code withdrawn}, what waited is deleted.
     */
    record Result(
            boolean withdrawn,
            int sent,
            int refused,
            @Nullable String why) {
        static final Result WITHDRAWN = new Result(true, 0, 0, null);

        static Result done(int sent, int refused) {
            return new Result(false, sent, refused, null);
        }

        static Result unfinished(int sent, String why) {
            return new Result(false, sent, 0, why);
        }
    }

    /** The command line of a process that does this uploader's work. */
    String[] arguments() {
        return new String[] {
            installation.file.toString(),
            basis.name(),
            Integer.toString(covers),
            product,
            manifest,
            address.toString(),
            Long.toString(everyMillis)
        };
    }

    public static void main(String[] arguments) throws IOException {
        Thread limit = new Thread(Uploader::haltInTime, "limit");
        limit.setDaemon(true);
        limit.start();
        Surroundings surroundings = new Surroundings();
        CollectorAddress address = CollectorAddress.parse(arguments[5]);
        if (address != null) {
            new Uploader(
                            new Installation(Path.of(arguments[0]), surroundings),
                            Decision.Reason.valueOf(arguments[1]),
                            Integer.parseInt(arguments[2]),
                            arguments[3],
                            arguments[4],
                            address,
                            Long.parseLong(arguments[6]),
                            surroundings)
                    .run();
        }
    }

    private static void haltInTime() {
        try {
            Thread.sleep(MAX_RUN_MILLIS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    /** Sends all that waits. */
    Result run() throws IOException {
        Path lock = spool.directory.toPath().resolve(Spool.LOCK);
        if (!Spool.isDirectory(spool.directory)) {
            return Result.done(0, 0);
        }
        PrivateFiles.createIfAbsent(lock);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = tryLock(channel)) {
            return held == null ? Result.unfinished(0, "another upload is under way") : sendAll();
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    private Result sendAll() throws IOException {
        spool.expire();
        for (String name : spool.names()) {
            if (name.startsWith(Spool.SENT)) {
                Spool.deleteDirectory(new File(spool.directory, name));
            }
        }
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (!basis.stands(covers, installation.read())) {
                installation.discard();
                return Result.WITHDRAWN;
            }
            Batch batch = Batch.next(spool, surroundings);
            if (batch == null) {
                return Result.done(sent, refused);
            }
            Result end = batch.isEmpty() ? skip(batch) : send(batch);
            if (end != null) {
                return end;
            }
        }
        return Result.unfinished(sent, "there is more than is sent at once");
    }

    /** Null where the next batch can follow. */
    private @Nullable Result skip(Batch batch) throws IOException {
        batch.remove(spool);
        return null;
    }

    private @Nullable Result send(Batch batch) throws IOException {
        Post.Answer answer = Post.send(address, batch.body(product, manifest), surroundings.environment());
        if (answer instanceof Post.Answer.Later later) {
            postpone(later.waitSeconds());
            return Result.unfinished(sent, later.why());
        }
        if (answer instanceof Post.Answer.Refused) {
            refused += batch.size();
            batch.remove(spool);
            spool.drop("refused", batch.size());
            return null;
        }
        int kept = batch.finish(spool, ((Post.Answer.Results) answer).byId());
        sent += batch.size() - kept;
        return kept == 0 ? null : Result.unfinished(sent, "the collector asked to send " + kept + " again later");
    }

    /** Dates the last attempt forward, so that the next is not due before the collector wants it. */
    private void postpone(long seconds) {
        long wait = Math.min(seconds, MAX_WAIT_MILLIS / 1000) * 1000;
        if (wait > everyMillis) {
            new File(spool.directory, Spool.LAST_UPLOAD).setLastModified(surroundings.nowMillis() + wait - everyMillis);
        }
    }
}
