package dev.overt.benchmarks;

import com.posthog.server.PostHog;
import com.posthog.server.PostHogCaptureOptions;
import com.posthog.server.PostHogConfig;
import com.posthog.server.PostHogInterface;
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

/** A warm {@code capture()} of posthog-server. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class PosthogServerCapture {
    private final StandIn collector = new StandIn();
    private final PostHogInterface posthog =
            PostHog.with(PostHogConfig.builder("key").host(collector.address).build());

    /** Before each burst. */
    @Setup(Level.Invocation)
    public void pause() throws InterruptedException {
        Burst.pause();
    }

    @Benchmark
    @OperationsPerInvocation(Burst.EVENTS)
    public void capture() {
        for (int i = 0; i < Burst.EVENTS; i++) {
            posthog.capture(
                    "installation",
                    "cli_command",
                    PostHogCaptureOptions.builder()
                            .property("command", "run")
                            .property("exit_code", i)
                            .build());
        }
    }

    /** After the last burst. */
    @TearDown
    public void close() {
        posthog.close();
        collector.close();
    }
}
