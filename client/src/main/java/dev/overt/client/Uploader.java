package dev.overt.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends what waits in a spool, one batch after the other, as long as the consent that it was recorded
 * under still stands. At most one works on a spool at any time.
 */
final class Uploader {
    /** The longest wait that a collector can ask for. */
    static final long MAX_WAIT_MILLIS = 24L * 60 * 60 * 1000;

    /** Between attempts that fail. */
    private static final long MIN_WAIT_MILLIS = 60_000;
    /**
     * So many attempts in a row must fail before anything is dropped for its age: at waits that grow to a day they
     * take a month. A clock alone, which may be wrong by years, drops nothing.
     */
    static final int MAX_FAILURES = 36;

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

    /** What a process needs to know that does this uploader's work. */
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

    /** The process of an uploader. */
    public static void main(String[] none) throws IOException {
        Launch.perform(System.getenv(Launch.VARIABLE));
    }

    /** Does the work of {@link #arguments}, within a time after which the process is ended. */
    static void run(String[] arguments) throws IOException {
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
        Path lock = spool.lock();
        if (!PrivateFiles.isDirectory(spool.directory)) {
            return Result.done(0, 0);
        }
        PrivateFiles.createIfAbsent(lock);
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = tryLock(channel)) {
            return held == null ? Result.unfinished(0, "another upload is under way") : noted(sendAll());
        }
    }

    private Result noted(Result end) {
        if (!end.withdrawn()) {
            spool.noteResult(end);
        }
        return end;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherThread) {
            return null;
        }
    }

    private Result sendAll() throws IOException {
        for (String name : spool.names()) {
            if (name.startsWith(Spool.SENT)) {
                Spool.deleteDirectory(spool.directory.resolve(name));
            }
        }
        for (int i = 0; i < MAX_BATCHES; i++) {
            if (isWithdrawn()) {
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

    /** Whether what was recorded may no longer be sent, as far as this process can see. */
    private boolean isWithdrawn() {
        Path policy = surroundings.machinePolicy();
        return !basis.stands(covers, installation.read())
                || (!PrivateFiles.absent(policy) && MachinePolicy.forbids(policy, product));
    }

    /** Null where the next batch can follow. */
    private @Nullable Result skip(Batch batch) throws IOException {
        batch.remove(spool);
        return null;
    }

    private @Nullable Result send(Batch batch) throws IOException {
        Post.Answer answer = Post.send(address, batch.body(product, manifest), surroundings.environment());
        if (answer instanceof Post.Answer.Later later) {
            if (later.status() > 0) {
                logFirst(batch, later.status());
            }
            postpone(later.waitSeconds());
            return Result.unfinished(sent, later.why());
        }
        if (answer instanceof Post.Answer.Refused refusal) {
            refuse(batch, refusal.status());
            return null;
        }
        return finish(batch, ((Post.Answer.Results) answer).byId());
    }

    private @Nullable Result finish(Batch batch, Map<String, String> results) throws IOException {
        log(batch, 200, batch.count(results));
        int kept = batch.finish(spool, results);
        sent += batch.size() - kept;
        if (kept == 0) {
            spool.forgetFailures();
            return null;
        }
        postpone(0);
        return Result.unfinished(sent, "the collector asked to send " + kept + " again later");
    }

    /** What is too large as a whole may not be too large in part. */
    private void refuse(Batch batch, int status) throws IOException {
        if (status == 413 && batch.size() > 1) {
            logFirst(batch, status);
            batch.split(spool);
            return;
        }
        log(batch, status, Map.of("refused", batch.size()));
        batch.remove(spool);
        batch.returnCounts(spool);
        refused += batch.size();
        spool.drop("refused_" + status, batch.size());
        spool.forgetFailures();
    }

    private void logFirst(Batch batch, int status) {
        if (batch.isFirstAnswer()) {
            log(batch, status, Map.of("retry", batch.size()));
        }
    }

    /** Before the events are removed: none is missing from the log that has left. */
    private void log(Batch batch, int status, Map<String, Integer> result) {
        try {
            new SentLog(spool.directory)
                    .append(new Json()
                            .put("sent_at_millis", surroundings.nowMillis())
                            .put("collector", address.url())
                            .put("batch", batch.id())
                            .put("status", status)
                            .putValue("result", result)
                            .putJson("events", batch.eventsAsJson())
                            .toString());
        } catch (IOException unwritable) {
            // What is sent is sent.
            return;
        }
    }

    /**
     * Dates the last attempt forward, so that the next is not due before the collector wants it, and later with
     * each failure in a row. After many of them, drops what is too old.
     */
    private void postpone(long seconds) {
        int failures = spool.noteFailure();
        long grown = failures < 2 ? 0 : Math.max(everyMillis, MIN_WAIT_MILLIS) << Math.min(failures - 1, 20);
        long wait = Math.min(Math.max(grown, Math.min(seconds, MAX_WAIT_MILLIS) * 1000), MAX_WAIT_MILLIS);
        spool.dateUpload(surroundings.nowMillis() + Math.max(wait - everyMillis, 0));
        if (failures >= MAX_FAILURES) {
            spool.expire();
        }
    }
}
