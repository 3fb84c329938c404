package dev.overt.collector.log;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * One write of several callers' records, for them to wait for. They wait outside the log's lock, so that its end wakes them
 * all at once and not one after the other. Any number of threads.
 */
final class Write {
    private final CountDownLatch ended = new CountDownLatch(1);
    /** Set before {@code ended}, if at all. */
    private @Nullable IOException failure;

    void succeed() {
        ended.countDown();
    }

    void fail(IOException reason) {
        failure = reason;
        ended.countDown();
    }

    /** @throws IOException if the records are not known to be durable */
    void await() throws IOException {
        awaitUninterruptibly();
        if (failure != null) {
            throw new IOException("the entries are not known to be durable: " + failure.getMessage(), failure);
        }
    }

    private void awaitUninterruptibly() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
