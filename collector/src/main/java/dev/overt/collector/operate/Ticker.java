package dev.overt.collector.operate;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A thread that does something again and again until it is closed. */
final class Ticker implements AutoCloseable {
    private final Thread thread;

    /** @param task throws nothing */
    Ticker(String name, Duration first, Duration every, Runnable task) {
        thread = new Thread(
                () -> {
                    try {
                        TimeUnit.MILLISECONDS.sleep(first.toMillis());
                        while (!Thread.currentThread().isInterrupted()) {
                            task.run();
                            TimeUnit.MILLISECONDS.sleep(every.toMillis());
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
