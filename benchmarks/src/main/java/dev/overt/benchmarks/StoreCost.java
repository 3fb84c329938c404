package dev.overt.benchmarks;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** What it costs a collector's store to take in a batch, by how much it holds, and how fast it follows its log. */
final class StoreCost {
    private static final int BATCH = 1_000;
    private static final int LOADED_BATCH = 100_000;
    private static final int ROUNDS = 15;
    private static final String[] COMMANDS = {"run", "new", "doctor", "init", "list", "other"};
    private static final Duration SPREAD = Duration.ofDays(30);

    private final Random random = new Random(1);
    /** Version of the ids: 7, or 4. */
    private final int version;

    private long atMillis = System.currentTimeMillis() - SPREAD.toMillis();

    private StoreCost(int version) {
        this.version = version;
    }

    /** Arguments: folder, manifest of InitRunner, then {@code load EVENTS} or {@code batch 7|4 ROWS…}. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Manifest manifest = ((Reading.Accepted)
                        ManifestReader.read("telemetry.yaml", Files.readAllBytes(Path.of(args[1]))))
                .manifest();
        if (args[2].equals("load")) {
            load(folder, manifest, Integer.parseInt(args[3]));
        } else {
            List<Long> rows = Arrays.stream(args).skip(4).map(Long::valueOf).toList();
            new StoreCost(Integer.parseInt(args[3])).batches(folder.resolve("store.duckdb"), manifest, rows);
        }
    }

    private void batches(Path file, Manifest manifest, List<Long> rows) throws IOException {
        long offset = 0;
        for (long target : rows) {
            try (EventStore store = DuckDbStore.open(file)) {
                store.declare(manifest);
                while (offset < target) {
                    int count = (int) Math.min(LOADED_BATCH, target - offset);
                    store.append(
                            events(count, SPREAD.toMillis() / (double) rows.get(rows.size() - 1)), offset += count);
                }
            }
            try (EventStore store = DuckDbStore.open(file)) {
                store.declare(manifest);
                List<LogEntry> first = events(1, 0);
                double openMillis = millis(() -> store.append(first, 0));
                List<LogEntry> batch = events(BATCH, 0);
                double[] added = measured(() -> store.append(events(BATCH, 0), 0));
                store.append(batch, 0);
                double[] resent = measured(() -> store.append(batch, 0));
                System.out.printf(
                        Locale.ENGLISH,
                        "%,d rows, ids of version %d: a batch of %,d: median %.1f ms, worst %.1f; all of it sent again: %.1f, %.1f;"
                                + " the first after opening %.0f; %.1f bytes an event on disk%n",
                        target,
                        version,
                        BATCH,
                        added[ROUNDS / 2],
                        added[ROUNDS - 1],
                        resent[ROUNDS / 2],
                        resent[ROUNDS - 1],
                        openMillis,
                        Files.size(file) / (double) target);
            }
        }
    }

    private static void load(Path folder, Manifest manifest, int events) throws Exception {
        for (int appended : new int[] {1, 100, 1_000}) {
            Path part = Files.createDirectories(folder.resolve("load-" + appended));
            StoreCost source = new StoreCost(4);
            try (SegmentLog log = SegmentLog.open(part.resolve("log"));
                    EventStore store = DuckDbStore.open(part.resolve("store.duckdb"))) {
                store.declare(manifest);
                double filled = millis(() -> source.fill(log, appended == 1 ? 20_000 : events, appended));
                long start = System.nanoTime();
                try (Loader loader = Loader.start(log, store)) {
                    if (!loader.awaitOffset(log.endOffset(), Duration.ofMinutes(10))) {
                        throw new IllegalStateException("the store did not follow");
                    }
                }
                double millis = (System.nanoTime() - start) / 1e6;
                int count = appended == 1 ? 20_000 : events;
                System.out.printf(
                        Locale.ENGLISH,
                        "appended by %,d: the log took %,.0f events/s, %.0f bytes each; the store followed at %,.0f events/s; heap used %d MiB%n",
                        appended,
                        count / filled * 1e3,
                        log.endOffset() / (double) count,
                        count / millis * 1e3,
                        (Runtime.getRuntime().totalMemory()
                                        - Runtime.getRuntime().freeMemory())
                                >> 20);
                beside(source, log, store, Math.max(1, appended), events / 2);
            }
            System.out.printf(Locale.ENGLISH, "disk of the store: %,d bytes%n", size(part));
        }
    }

    /** The store follows a log that is being filled as fast as it takes. */
    private static void beside(StoreCost source, SegmentLog log, EventStore store, int appended, int events)
            throws Exception {
        int count = appended == 1 ? 20_000 : events;
        try (Loader loader = Loader.start(log, store)) {
            long start = System.nanoTime();
            source.fill(log, count, appended);
            double filled = (System.nanoTime() - start) / 1e9;
            loader.awaitOffset(log.endOffset(), Duration.ofMinutes(10));
            double stored = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ENGLISH,
                    "both at once: into the log at %,.0f events/s, in the store at %,.0f%n",
                    count / filled,
                    count / stored);
        }
    }

    private void fill(SegmentLog log, int count, int appended) throws IOException {
        for (int i = 0; i < count; i += appended) {
            log.append(events(appended, 1));
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("store"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private List<LogEntry> events(int count, double millisApart) {
        List<LogEntry> events = new ArrayList<>(count);
        double at = atMillis;
        for (int i = 0; i < count; i++) {
            at += millisApart;
            events.add(event((long) at));
        }
        atMillis = (long) at;
        return events;
    }

    private LogEntry event(long receivedAtMillis) {
        Map<String, Object> properties = Map.of(
                "command",
                COMMANDS[random.nextInt(COMMANDS.length)],
                "status",
                random.nextInt(20) == 0 ? "error" : "ok",
                "exit_code",
                random.nextInt(20) == 0 ? 1L : 0L,
                "duration_bucket",
                "<1s",
                "is_tty",
                random.nextBoolean(),
                "is_ci",
                false,
                "os",
                "Linux",
                "python_version",
                "3.12",
                "initrunner_version",
                "2026.8.1");
        long agoMillis = random.nextInt(3_600_000);
        long high = version == 7
                ? ((receivedAtMillis - agoMillis) << 16) | 0x7000 | random.nextInt(0x1000)
                : (random.nextLong() & ~0xf000L) | 0x4000;
        return new LogEntry.Accepted(
                new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE),
                "initrunner",
                "cli_command",
                String.format(Locale.ROOT, "%032x", random.nextInt(20_000) * 7_919_000_000_000_000L),
                receivedAtMillis - agoMillis,
                receivedAtMillis,
                properties,
                List.of());
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double millis(Work work) throws IOException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double[] measured(Work work) throws IOException {
        double[] millis = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            millis[i] = millis(work);
        }
        Arrays.sort(millis);
        return millis;
    }
}
