package dev.overt.benchmarks;

/**
 * The rhythm in which every client records: fewer events at once than any of them holds, and then time to deliver them.
 * Without a pause all that is measured is how fast a full buffer drops.
 */
final class Burst {
    static final int EVENTS = 100;
    private static final long PAUSE_MILLIS = 50;

    private Burst() {}

    static void pause() throws InterruptedException {
        Thread.sleep(PAUSE_MILLIS);
    }
}
