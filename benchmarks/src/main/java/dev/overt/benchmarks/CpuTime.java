package dev.overt.benchmarks;

import java.time.Duration;
import java.util.stream.Stream;

/** The time that a process and its children have had on the processors, which is much steadier than the time that passes. */
final class CpuTime {
    private CpuTime() {}

    static double seconds(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(time -> time.toNanos() / 1e9)
                .sum();
    }
}
