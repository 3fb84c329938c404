package dev.overt.examples.initrunner;

import dev.overt.client.Telemetry;
import java.io.IOException;
import java.io.PrintStream;

/** How long each step of telemetry takes in a fresh process that has just run the example without it. */
public final class StartPhases {
    private StartPhases() {}

    /** Arguments: a role file, and the file that gets the microseconds of each step. */
    public static void main(String[] arguments) throws IOException {
        InitRunner.commandLine().execute("run", arguments[0]);
        long start = System.nanoTime();
        Telemetry telemetry = InitRunnerTelemetry.open(InitRunner.VERSION).telemetry();
        long opened = System.nanoTime();
        telemetry.begin("run");
        telemetry.asks();
        long decided = System.nanoTime();
        telemetry.finish(0, null);
        long finished = System.nanoTime();
        telemetry.close();
        long closed = System.nanoTime();
        try (PrintStream out = new PrintStream(arguments[1])) {
            for (long nanos :
                    new long[] {opened - start, decided - opened, finished - decided, closed - finished, closed - start
                    }) {
                out.print(nanos / 1_000 + " ");
            }
            out.println();
        }
    }
}
