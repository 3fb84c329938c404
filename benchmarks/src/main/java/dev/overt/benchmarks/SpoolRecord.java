package dev.overt.benchmarks;

import dev.overt.client.Telemetry;
import java.io.File;
import java.io.IOException;
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

/** A warm {@code record()} whose event is appended to the spool. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class SpoolRecord {
    private final Telemetry telemetry = Telemetry.open(Ran.policy("spooled").build(), "1.0");
    private final File spool = new File(System.getenv("HOME"), ".spooled/telemetry-spool");

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

    /** After each burst: empties the spool's files, as an uploader does; a full one would drop. */
    @TearDown(Level.Invocation)
    public void empty() throws IOException {
        long bytes = 0;
        File[] files = spool.listFiles();
        for (int i = 0; files != null && i < files.length; i++) {
            bytes += files[i].getName().endsWith(".ready") || files[i].getName().endsWith(".open")
                    ? files[i].length()
                    : 0;
            if (files[i].getName().endsWith(".ready") && !files[i].delete()) {
                throw new IOException(files[i] + " cannot be deleted");
            }
        }
        if (bytes == 0) {
            throw new IOException("nothing was recorded in " + spool);
        }
    }

    /** After the last burst. */
    @TearDown
    public void close() {
        telemetry.close();
    }
}
