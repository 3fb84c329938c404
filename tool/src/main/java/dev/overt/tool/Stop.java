package dev.overt.tool;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The end of a collector in the foreground: the first signal asks for it, the second ends the process at once. */
final class Stop {
    /** What a shell calls a process that a signal ended: this and the signal's number. */
    private static final int KILLED = 128;

    private final CountDownLatch asked = new CountDownLatch(1);

    /** Begins to listen for signals. */
    static Stop onSignal() {
        Stop stop = new Stop();
        if (!Signals.handle(stop::signalled)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop.asked::countDown, "stop"));
        }
        return stop;
    }

    private void signalled(int signal) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED + signal);
        }
        asked.countDown();
    }

    /** Waits for a signal. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** From now on ends the process after {@code atMost}, whatever still goes on in it. */
    static void within(Duration atMost) {
        Thread last = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(atMost.toMillis());
                    } catch (InterruptedException e) {
                        return;
                    }
                    System.err.println(
                            "overt: did not stop within " + atMost.toSeconds()
                                    + " s, so it was ended. What was acknowledged is in the log, and is stored at the next start.");
                    Runtime.getRuntime().halt(1);
                },
                "stop-deadline");
        last.setDaemon(true);
        last.start();
    }
}
