package dev.overt.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many events servers take, side by side: each gets the same connections for a slice of time in turn, round after
 * round. Prints a table for each size of request.
 */
public final class Ingest {
    private static final String BASE = "Overt";

    private static final int WARM_UP_REQUESTS = 30_000;
    private static final long MAX_WARM_UP_NANOS = 120_000_000_000L;

    private final List<Served> servers;
    private final long sliceMillis;
    private final int rounds;

    private Ingest(List<Served> servers, long sliceMillis, int rounds) {
        this.servers = servers;
        this.sliceMillis = sliceMillis;
        this.rounds = rounds;
    }

    /** What one server has brought: events a second of each round, and all latencies. */
    private static final class Results {
        private final List<Double> cpuMicros = new ArrayList<>();
        private final List<Double> eventsPerSecond = new ArrayList<>();
        private final List<Double> caughtUp = new ArrayList<>();
        private final Latencies latencies = new Latencies();
    }

    /** Arguments: ROUNDS SLICE_MILLIS SIZES, then servers as {@link Served#of} reads them. */
    public static void main(String[] arguments) throws Exception {
        List<Served> servers = new ArrayList<>();
        for (int i = 3; i < arguments.length; i++) {
            servers.add(Served.of(arguments[i]));
        }
        Ingest ingest = new Ingest(servers, Long.parseLong(arguments[1]), Integer.parseInt(arguments[0]));
        for (String size : arguments[2].split(",", -1)) {
            ingest.print(Integer.parseInt(size));
        }
    }

    private void print(int eventsPerRequest) throws Exception {
        Map<String, Results> all = new LinkedHashMap<>();
        servers.forEach(server -> all.put(server.name(), new Results()));
        for (Served server : servers) {
            warmUp(server, eventsPerRequest);
        }
        for (int round = 0; round < rounds; round++) {
            List<Served> order = new ArrayList<>(servers);
            Collections.rotate(order, round);
            for (Served server : order) {
                measure(server, eventsPerRequest, all.getOrDefault(server.name(), new Results()));
            }
        }
        printTable(eventsPerRequest, all);
    }

    /** A JVM compiles what it has run often enough, however long that takes. */
    private void warmUp(Served server, int eventsPerRequest) throws Exception {
        long start = System.nanoTime();
        int requests = 0;
        while (requests < WARM_UP_REQUESTS && System.nanoTime() - start < MAX_WARM_UP_NANOS) {
            requests += server.load(eventsPerRequest, sliceMillis).latencyNanos().length;
        }
        Stored.await(server);
    }

    private void measure(Served server, int eventsPerRequest, Results results) throws Exception {
        double cpuSeconds = CpuTime.seconds(server.pid());
        Served.Taken taken;
        try {
            taken = server.load(eventsPerRequest, sliceMillis);
        } catch (IOException e) {
            throw new IOException(server.name() + ": " + e.getMessage(), e);
        }
        long start = System.nanoTime();
        Stored.await(server); // so that no server's work is done in the next one's time
        double waited = (System.nanoTime() - start) / 1e9;
        double events = taken.latencyNanos().length * (double) eventsPerRequest;
        results.eventsPerSecond.add(events / taken.seconds());
        results.cpuMicros.add((CpuTime.seconds(server.pid()) - cpuSeconds) / events * 1e6);
        results.caughtUp.add(events / (taken.seconds() + waited));
        results.latencies.addAll(taken.latencyNanos());
    }

    private void printTable(int eventsPerRequest, Map<String, Results> all) {
        System.out.printf(
                "%n%d %s a request, %d connections, %d slices of %d ms:%n%n",
                eventsPerRequest, eventsPerRequest == 1 ? "event" : "events", Served.CONNECTIONS, rounds, sliceMillis);
        System.out.println(
                "| | events/s | p50 ms | p99 ms | Overt is, median (least to most) | events/s until stored | CPU µs an event |");
        System.out.println("|---|---|---|---|---|---|---|");
        Results base = all.get(BASE);
        all.forEach((name, results) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f | %.2f | %s | %s | %.1f |%n",
                name,
                median(results.eventsPerSecond),
                results.latencies.quantile(0.5),
                results.latencies.quantile(0.99),
                base == null ? "" : ratio(base.eventsPerSecond, results.eventsPerSecond),
                name.startsWith(BASE) ? String.format(Locale.ROOT, "%,.0f", median(results.caughtUp)) : "",
                median(results.cpuMicros)));
    }

    private static String ratio(List<Double> ours, List<Double> theirs) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round) / theirs.get(round));
        }
        return String.format(
                Locale.ROOT, "%.2f× (%.2f to %.2f)", median(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
