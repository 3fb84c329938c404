package dev.overt.benchmarks;

import java.util.Arrays;

/** How long each of many requests took, in nanoseconds. */
final class Latencies {
    private long[] nanos = new long[1 << 16];
    private int count;

    void add(long latencyNanos) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latencyNanos;
    }

    void addAll(long[] latencyNanos) {
        for (long latency : latencyNanos) {
            add(latency);
        }
    }

    long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** In milliseconds. */
    double quantile(double part) {
        long[] sorted = sorted();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * part)] / 1e6;
    }
}
