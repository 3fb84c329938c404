package dev.overt.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One collector under load for minutes: what it takes, what it has stored, its memory, and the disk that an event takes.
 * Prints a row for each part of the time.
 */
public final class Sustained {
    private static final int ROWS = 10;

    private Sustained() {}

    /** Arguments: SECONDS EVENTS_A_REQUEST DATA_FOLDER, and the server as {@link Served#of} reads it. */
    public static void main(String[] arguments) throws Exception {
        long sliceMillis = Long.parseLong(arguments[0]) * 1_000 / ROWS;
        int size = Integer.parseInt(arguments[1]);
        Path data = Path.of(arguments[2]);
        Served server = Served.of(arguments[3]);
        System.out.println(
                "| s | events/s taken | p99 ms | not yet stored | resident MiB | log, bytes an event | store, bytes an event |");
        System.out.println("|---|---|---|---|---|---|---|");
        long events = 0;
        long start = System.nanoTime();
        for (int row = 0; row < ROWS; row++) {
            Served.Taken taken = server.load(size, sliceMillis);
            events += (long) taken.latencyNanos().length * size;
            Latencies latencies = new Latencies();
            latencies.addAll(taken.latencyNanos());
            long lag = Stored.lagEvents(server);
            System.out.printf(
                    Locale.ROOT,
                    "| %.0f | %,.0f | %.1f | %,d | %d | %.0f | %.0f |%n",
                    (System.nanoTime() - start) / 1e9,
                    taken.requestsPerSecond() * size,
                    latencies.quantile(0.99),
                    lag,
                    residentBytes(server.pid()) >> 20,
                    (double) bytes(data.resolve("log")) / events,
                    (double) bytes(data.resolve("store.duckdb")) / events);
        }
        long waiting = System.nanoTime();
        Stored.await(server);
        System.out.printf(
                Locale.ROOT,
                "%nAll %,d events were stored %.1f s after the last was taken.%n",
                events,
                (System.nanoTime() - waiting) / 1e9);
    }

    private static long residentBytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .sum();
        }
    }

    private static long bytes(Path path) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
