package dev.overt.collector.deletion;

import dev.overt.collector.InitRunner;
import dev.overt.collector.MutableClock;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.IdScan;
import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.receive.Intake;
import dev.overt.collector.receive.Result;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.collector.store.Table;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The log, store, intake and deletions of a data folder, without a server and without threads but the loader's. */
final class DataFolder implements AutoCloseable {
    static final String PRODUCT = "initrunner";

    final Path path;
    private final DataFiles files;
    final SegmentLog log;
    final EventStore store;
    final Loader loader;
    final DeletionFolder deletions;
    final Intake intake;
    final MutableClock clock;
    final List<String> recomputed = new ArrayList<>();
    final Map<String, ErasureState> destinations = new TreeMap<>();
    private final Enforcer enforcer = new Enforcer(InitRunner.manifest());

    private DataFolder(Path path, MutableClock clock) throws IOException {
        this.path = path;
        files = new DataFiles(path);
        this.clock = clock;
        Files.createDirectories(path);
        log = SegmentLog.open(path.resolve("log"), 6_000, new CompositeMeterRegistry());
        store = DuckDbStore.openOrBegin(path.resolve("store.duckdb"), 256 << 20);
        store.declare(InitRunner.manifest());
        loader = Loader.start(log, store);
        deletions = DeletionFolder.open(path.resolve("deletions"), clock);
        intake = new Intake(log, () -> Long.MAX_VALUE).suppressing(deletions.suppressed());
    }

    static DataFolder open(Path path) {
        return open(path, new MutableClock());
    }

    static DataFolder open(Path path, MutableClock clock) {
        try {
            return new DataFolder(path, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes everything and opens it again. */
    DataFolder reopened() throws IOException {
        close();
        DataFolder next = open(path, clock);
        next.destinations.putAll(destinations);
        return next;
    }

    static IncomingEvent event(UUID id, String install, String command) {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "command", command, "status", "ok", "exit_code", 0L, "os", "Linux", "initrunner_version", "2026.8.10"));
        return new IncomingEvent.WellFormed(
                id, "cli_command", "/events/0", install, null, new TreeMap<>(properties), Map.of(), List.of(), 100);
    }

    List<Result> take(IncomingEvent... events) {
        return intake.take(enforcer, List.of(events), null, clock.millis());
    }

    Places places() {
        return new Places(files, log, log, loader, store, recomputed::add, installation -> destinations);
    }

    void load() throws InterruptedException {
        if (!loader.awaitOffset(log.endOffset(), Duration.ofMinutes(1))) {
            throw new AssertionError("the store did not take what the log has");
        }
    }

    Deletion request(Person person) throws IOException {
        return deletions
                .request(person.installation(), person.secret(), Deletion.BY_INSTALLATION)
                .orElseThrow();
    }

    boolean round(Consumer<String> trace) throws InterruptedException {
        return new DeletionRound(
                        places(), deletions.pending(), deletions.receipts(), deletions.pendingPath(), clock, trace)
                .run();
    }

    boolean round() throws InterruptedException {
        return round(place -> {});
    }

    /** Everything of everybody but one, as the store has it. */
    List<List<Object>> rowsWithout(String install) {
        Table table = store.query(
                "select * from initrunner.cli_command where install_id <> '" + install + "' order by event_id");
        List<List<Object>> rows = new ArrayList<>();
        table.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        return rows;
    }

    long rows(String install) {
        return store.count(new Installation(PRODUCT, install)).events();
    }

    /** The files in which an id is, in whatever form. */
    List<Path> filesWith(String install) throws IOException {
        List<Path> with = new ArrayList<>();
        IdScan scan = new IdScan(Set.of(install));
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (scan.isIn(file)) {
                    with.add(path.relativize(file));
                }
            }
        }
        return with;
    }

    List<LogEntry> entries() throws IOException, InterruptedException {
        List<LogEntry> all = new ArrayList<>();
        for (long offset = 0; offset < log.endOffset(); ) {
            var chunk = log.read(offset, 1_000, Duration.ZERO);
            all.addAll(chunk.entries());
            offset = chunk.nextOffset();
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        loader.close();
        store.close();
        log.close();
        files.close();
    }
}
