package dev.overt.collector.deletion;

import dev.overt.collector.log.ErasableLog;
import dev.overt.collector.log.Installation;
import dev.overt.collector.store.InstallationRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One round of all deletions that are not done: each goes as far as it can, those at the same step together, so that the log
 * is read and the store written anew once for all of them. One thread.
 */
final class DeletionRound {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionRound.class);
    private static final Duration MAX_LOADING = Duration.ofMinutes(5);

    private final Places places;
    private final PendingDeletions pending;
    private final Receipts receipts;
    private final Path pendingFolder;
    private final Clock clock;
    private final Consumer<String> trace;
    /** Whether something is not over that takes only a moment. */
    private boolean waiting;

    /** @param trace is told before each thing that changes something; a test ends the round there */
    DeletionRound(
            Places places,
            PendingDeletions pending,
            Receipts receipts,
            Path pendingFolder,
            Clock clock,
            Consumer<String> trace) {
        this.places = places;
        this.pending = pending;
        this.receipts = receipts;
        this.pendingFolder = pendingFolder;
        this.clock = clock;
        this.trace = trace;
    }

    /** Returns whether every step that was begun came to its end. */
    boolean run() throws InterruptedException {
        boolean done = true;
        waiting = false;
        for (Step step : Step.values()) {
            List<Deletion> due = pending.at(step);
            if (!due.isEmpty()) {
                done &= perform(step, due);
            }
        }
        return done && !waiting;
    }

    private boolean perform(Step step, List<Deletion> due) throws InterruptedException {
        try {
            switch (step) {
                case LOG -> eraseFromLog(due);
                case STORE -> eraseFromStore(due);
                case PURGE -> purge(due);
                case ROLLUPS -> recompute(due);
                case DESTINATIONS -> eraseForwarded(due);
                case VERIFY -> verify(due);
                case RECEIPT -> complete(due);
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.error(
                    "{} deletions could not go on with {}, which will be tried again: {}",
                    due.size(),
                    step,
                    e.getMessage());
            return false;
        }
    }

    /** What is counted is noted before anything is taken out: done again, it would be less. */
    private void eraseFromLog(List<Deletion> due) throws IOException, InterruptedException {
        ErasableLog.Findings found =
                places.erasable().find(due.stream().map(Deletion::installation).collect(Collectors.toSet()));
        // What the loader has read already must be in the store before it is deleted there.
        if (!places.loader().awaitOffset(places.log().endOffset(), MAX_LOADING)) {
            throw new IOException("the store does not have all that the log has");
        }
        for (Deletion deletion : due) {
            if (deletion.found().isEmpty()) {
                InstallationRows rows = places.store().count(deletion.installation());
                save(deletion.withFound(Map.of(
                        "log", found.count(deletion.installation()),
                        "store", rows.events(),
                        "quarantine", rows.others(),
                        "files", 0L)));
            }
        }
        trace.accept("erase from the log");
        found.erase();
        goOn(pending.at(Step.LOG), due, Step.STORE);
    }

    private void eraseFromStore(List<Deletion> due) throws IOException {
        for (Deletion deletion : due) {
            trace.accept("erase from the store");
            places.store().erase(deletion.installation());
            goOn(deletion, Step.PURGE);
        }
    }

    private void purge(List<Deletion> due) throws IOException {
        trace.accept("purge the store");
        long files = places.store().purge();
        for (Deletion deletion : due) {
            Map<String, Long> found = new TreeMap<>(deletion.found());
            found.merge("files", files, Long::sum);
            goOn(deletion.withFound(found), Step.ROLLUPS);
        }
    }

    private void recompute(List<Deletion> due) throws IOException {
        for (String product :
                due.stream().map(deletion -> deletion.installation().product()).collect(Collectors.toSet())) {
            trace.accept("recompute rollups");
            places.rollups().recompute(product);
        }
        goOn(due, due, Step.DESTINATIONS);
    }

    private void eraseForwarded(List<Deletion> due) throws IOException {
        for (Deletion deletion : due) {
            trace.accept("ask destinations");
            Map<String, ErasureState> states = places.forwarded().erase(deletion.installation());
            Deletion asked = deletion.withDestinations(states);
            if (states.containsValue(ErasureState.PENDING)) {
                save(asked);
            } else {
                goOn(asked, Step.VERIFY);
            }
        }
    }

    /** What the log and the store say is asked first: a database compresses, so that a look at its file alone may miss a row. */
    private void verify(List<Deletion> due) throws IOException {
        trace.accept("verify");
        ErasableLog.Findings inLog =
                places.erasable().find(due.stream().map(Deletion::installation).collect(Collectors.toSet()));
        FolderScan scan = FolderScan.of(
                places.data(),
                pendingFolder,
                due.stream().map(deletion -> deletion.installation().id()).toList());
        for (Deletion deletion : due) {
            Installation installation = deletion.installation();
            List<Path> files = filesWith(installation, scan);
            if (inLog.count(installation) == 0
                    && places.store().count(installation).isEmpty()
                    && files.isEmpty()) {
                goOn(deletion.withVerified(scan.files(), scan.bytes()), Step.RECEIPT);
            } else if (!files.isEmpty() && files.stream().allMatch(this::isForwarders)) {
                LOG.info("the deletion {} waits for the forwarders to forget the id", deletion.id());
                waiting = true;
            } else {
                LOG.error(
                        "the deletion {} is not complete, and begins again: the id was found again in {}",
                        deletion.id(),
                        files.isEmpty() ? "the log or the store" : files);
                goOn(deletion, Step.LOG);
            }
        }
    }

    /** Where another product has the same id, log and store hold it rightly; what they hold of this one was asked. */
    private List<Path> filesWith(Installation installation, FolderScan scan) {
        List<Path> files = scan.filesWith(installation.id());
        if (files.isEmpty() || !places.store().isShared(installation)) {
            return files;
        }
        return files.stream().filter(file -> !isShared(file)).toList();
    }

    /** A forwarder keeps an id until it has passed where the log had its last entry, which takes a moment. */
    private boolean isForwarders(Path file) {
        return name(file).startsWith("forward/");
    }

    private String name(Path file) {
        return places.data().folder().relativize(file).toString().replace('\\', '/');
    }

    private boolean isShared(Path file) {
        String name = name(file);
        return name.matches("log/[0-9]+\\.segment|store\\.duckdb(\\.wal)?");
    }

    private void complete(List<Deletion> due) throws IOException {
        for (Deletion deletion : due) {
            trace.accept("write the receipt");
            receipts.complete(deletion, clock.millis());
            trace.accept("forget the id");
            pending.remove(deletion);
            LOG.info("the deletion {} is complete", deletion.id());
        }
    }

    /** Those of {@code all} that this step is about, as they are now, go on to the next. */
    private void goOn(List<Deletion> all, List<Deletion> due, Step next) throws IOException {
        for (Deletion deletion : all) {
            if (due.stream().anyMatch(one -> one.id().equals(deletion.id()))) {
                goOn(deletion, next);
            }
        }
    }

    private void goOn(Deletion deletion, Step next) throws IOException {
        save(deletion.at(next));
    }

    private void save(Deletion deletion) throws IOException {
        trace.accept("note " + deletion.step());
        pending.save(deletion);
    }
}
