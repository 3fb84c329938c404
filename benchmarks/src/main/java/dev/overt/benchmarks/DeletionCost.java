package dev.overt.benchmarks;

import dev.overt.collector.deletion.DataFiles;
import dev.overt.collector.deletion.Deletions;
import dev.overt.collector.deletion.Places;
import dev.overt.collector.log.ErasableLog;
import dev.overt.collector.log.Installation;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** What it costs to delete one installation among many: each part of a round, and all of it up to the receipt. */
final class DeletionCost {
    private static final String PRODUCT = "initrunner";
    private static final int BATCH = 5_000;
    private static final long STORE_BYTES = 1L << 30;

    private final Random random = new Random(1);
    private final Path folder;
    private final SegmentLog log;
    private final EventStore store;
    private final Loader loader;

    private DeletionCost(Path folder, Manifest manifest) throws IOException {
        this.folder = folder;
        log = SegmentLog.open(folder.resolve("log"));
        store = DuckDbStore.openOrBegin(folder.resolve("store.duckdb"), STORE_BYTES);
        store.declare(manifest);
        loader = Loader.start(log, store);
    }

    /** Arguments: folder, manifest of InitRunner, how many installations, how many events of each. */
    public static void main(String[] args) throws Exception {
        Manifest manifest = ((Reading.Accepted)
                        ManifestReader.read("telemetry.yaml", Files.readAllBytes(Path.of(args[1]))))
                .manifest();
        new DeletionCost(Path.of(args[0]), manifest).run(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    }

    private void run(int installations, int eventsEach) throws Exception {
        for (int round = 0; round < eventsEach; round++) {
            for (int first = 0; first < installations; first += BATCH) {
                log.append(events(first, Math.min(installations, first + BATCH)));
            }
        }
        if (!loader.awaitOffset(log.endOffset(), Duration.ofHours(1))) {
            throw new IllegalStateException("the store did not follow");
        }
        Installation one = new Installation(PRODUCT, id(installations / 2));
        ErasableLog.Findings[] found = new ErasableLog.Findings[1];
        double find = seconds(() -> found[0] = log.find(Set.of(one)));
        double erase = seconds(() -> {
            found[0].erase();
            return one;
        });
        double rows = seconds(() -> {
            store.erase(one);
            return one;
        });
        double purge = seconds(store::purge);
        double all = seconds(() -> delete(id(installations / 3)));
        System.out.printf(
                Locale.ENGLISH,
                "%,d installations of %d events, %,d MiB of log, %,d MiB of store: looking through the log %.2f s,"
                        + " taking %d entries out of it %.2f s, deleting rows %.2f s, writing the store anew %.2f s;"
                        + " a deletion from request to receipt %.2f s%n",
                installations,
                eventsEach,
                log.endOffset() >> 20,
                Files.size(folder.resolve("store.duckdb")) >> 20,
                find,
                found[0].count(one),
                erase,
                rows,
                purge,
                all);
        loader.close();
        store.close();
        log.close();
    }

    private static double seconds(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        work.call();
        return (System.nanoTime() - start) / 1e9;
    }

    private String delete(String install) throws Exception {
        try (DataFiles files = new DataFiles(folder);
                Deletions deletions = Deletions.open(folder.resolve("deletions"), Clock.systemUTC())) {
            deletions.start(
                    new Places(files, log, log, loader, store, product -> {}, installation -> Map.of()),
                    Duration.ofSeconds(1));
            String answer = deletions.requestByOperator(PRODUCT, install);
            while (!answer.startsWith("done")) {
                TimeUnit.MILLISECONDS.sleep(20);
                answer = deletions.requestByOperator(PRODUCT, install);
            }
            return answer;
        }
    }

    private static String id(int installation) {
        Random random = new Random(installation);
        return String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    }

    private List<LogEntry> events(int first, int end) {
        List<LogEntry> events = new ArrayList<>(end - first);
        long now = System.currentTimeMillis();
        for (int i = first; i < end; i++) {
            events.add(new LogEntry.Accepted(
                    new UUID(random.nextLong(), random.nextLong()),
                    PRODUCT,
                    "cli_command",
                    id(i),
                    now,
                    now,
                    Map.of("command", "run", "status", "ok", "exit_code", 0L, "os", "Linux"),
                    List.of()));
        }
        return events;
    }
}
