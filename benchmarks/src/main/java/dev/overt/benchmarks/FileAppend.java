package dev.overt.benchmarks;

import java.io.File;
import java.io.FileOutputStream;
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

/** The floor of a spool: a line of an event's length appended to a file that is opened for it, as the spool does. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class FileAppend {
    private static final byte[] LINE = new byte[300];

    private final File file = new File(System.getenv("HOME"), "appended");

    /** Before each burst. */
    @Setup(Level.Invocation)
    public void pause() throws InterruptedException {
        Burst.pause();
    }

    @Benchmark
    @OperationsPerInvocation(Burst.EVENTS)
    public void append() throws IOException {
        for (int i = 0; i < Burst.EVENTS; i++) {
            try (FileOutputStream out = new FileOutputStream(file, true)) {
                out.write(LINE);
            }
        }
    }

    /** After each burst. */
    @TearDown(Level.Invocation)
    public void empty() throws IOException {
        if (!file.delete()) {
            throw new IOException("nothing was appended to " + file);
        }
    }
}
