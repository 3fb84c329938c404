package dev.overt.benchmarks;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.RollupPeriod;
import dev.overt.collector.store.Rollups;
import dev.overt.manifest.Manifest;
import dev.overt.manifest.ManifestReader;
import dev.overt.manifest.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What it costs to count the rows of a store with 90 days of them, and to remove a day. */
final class RollupCost {
    private static final int DAYS = 90;
    private static final int BATCH = 50_000;
    private static final int REMOVED_DAYS = 5;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final List<String> COMMANDS = List.of("run", "new", "doctor", "ingest", "list", "other");

    private final Random random = new Random(1);
    private final Path file;
    private final Manifest manifest;
    private final int perDay;
    private long offset;

    private RollupCost(Path file, Manifest manifest, int perDay) {
        this.file = file;
        this.manifest = manifest;
        this.perDay = perDay;
    }

    /** Arguments: folder, manifest of InitRunner, rows. */
    public static void main(String[] args) throws Exception {
        Manifest manifest = ((Reading.Accepted)
                        ManifestReader.read("telemetry.yaml", Files.readAllBytes(Path.of(args[1]))))
                .manifest();
        new RollupCost(Path.of(args[0], "store.duckdb"), manifest, Integer.parseInt(args[2]) / DAYS).run();
    }

    private void run() throws IOException {
        try (EventStore store = DuckDbStore.open(file)) {
            store.declare(manifest);
            for (int day = 0; day < DAYS; day++) {
                fill(store, day);
            }
            store.rollups().compact();
            print("%,d rows in %d days: %,d MiB on disk", (long) perDay * DAYS, DAYS, mebibytes());
            count(store.rollups());
            for (int day = 1; day <= REMOVED_DAYS; day++) {
                remove(store.rollups(), day);
                fill(store, DAYS - 1 + day);
            }
        }
    }

    private void count(Rollups rollups) throws IOException {
        LocalDate last = FIRST.plusDays(DAYS - 1);
        for (RollupPeriod period : RollupPeriod.of(last.minusMonths(1).withDayOfMonth(15))) {
            double seconds = seconds(() -> rollups.count(manifest, List.of(period)));
            double check = seconds(() -> rollups.agrees(manifest, period));
            print(
                    "  a %s is counted in %.2f s, checked in %.2f s",
                    period.grain().word(), seconds, check);
        }
        print("  cohorts are counted in %.2f s", seconds(() -> rollups.countCohorts(manifest)));
    }

    private void remove(Rollups rollups, int day) throws IOException {
        LocalDate from = FIRST.plusDays(day);
        Instant at = from.plusDays(DAYS).atStartOfDay(java.time.ZoneOffset.UTC).toInstant();
        double seal = seconds(
                () -> rollups.unsealed(manifest, from).forEach(period -> rollups.seal(manifest, period, 10, at)));
        double expire = seconds(() -> rollups.expire(manifest.product().id(), from, null, at));
        double compact = seconds(rollups::compact);
        print(
                "  day %d: sealed in %.2f s, removed in %.2f s, given back and written over in %.2f s; %,d MiB on disk",
                day, seal, expire, compact, mebibytes());
    }

    private void fill(EventStore store, int day) {
        long midnight = FIRST.plusDays(day).toEpochDay() * Duration.ofDays(1).toMillis();
        for (int row = 0; row < perDay; row += BATCH) {
            List<LogEntry> batch = new ArrayList<>();
            for (int i = row; i < Math.min(perDay, row + BATCH); i++) {
                batch.add(event(midnight + (long) (i * 86_400_000.0 / perDay)));
            }
            store.append(batch, ++offset);
        }
    }

    private LogEntry event(long atMillis) {
        boolean failed = random.nextInt(20) == 0;
        Map<String, Object> properties = Map.of(
                "command",
                COMMANDS.get(random.nextInt(COMMANDS.size())),
                "status",
                failed ? "error" : "ok",
                "exit_code",
                failed ? 1L : 0L,
                "duration_bucket",
                random.nextInt(3) == 0 ? "1-5s" : "<1s",
                "is_tty",
                random.nextBoolean(),
                "is_ci",
                false,
                "os",
                random.nextInt(3) == 0 ? "Darwin" : "Linux",
                "python_version",
                "3.1" + random.nextInt(4),
                "initrunner_version",
                "2026.8." + random.nextInt(8));
        return new LogEntry.Accepted(
                new UUID(atMillis << 16 | 0x7000, random.nextLong()),
                manifest.product().id(),
                "cli_command",
                String.format(Locale.ROOT, "%032x", random.nextInt(20_000) * 7_919_000_000_000_000L),
                atMillis,
                atMillis,
                properties,
                List.of());
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private long mebibytes() throws IOException {
        return Files.size(file) >> 20;
    }

    @SuppressWarnings("AnnotateFormatMethod") // the only caller is this class
    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ENGLISH, format, values));
    }
}
