package dev.overt.benchmarks;

import dev.overt.client.Telemetry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A warm {@code record()} whose event waits in memory for the next flush. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class LiveRecord {
    private static final long FLUSH_MILLIS = 100;
    private static final int MAX_EVENTS = 1_000;
    private static final long EXIT_MILLIS = 2_000;

    private final StandIn collector = new StandIn();
    private final Telemetry telemetry = Telemetry.open(
            Ran.policy("live")
                    .collector(collector.address.replace("://", "://key@"), FLUSH_MILLIS)
                    .live(MAX_EVENTS, 1, EXIT_MILLIS)
                    .build(),
            "1.0");

    /** Before each burst. */
    @Setup(Level.Invocation)
    public void pause() throws InterruptedException {
        Burst.pause();
    }

    @Benchmark
    @OperationsPerInvocation(Burst.EVENTS)
    public void record() {
        for (int i = 0; i < Burst.EVENTS; i++) {
            telemetry.record(Ran.EVENT, "run", i);
        }
    }

    /** After the last burst. */
    @TearDown
    public void close() {
        telemetry.close();
        collector.close();
    }
}
