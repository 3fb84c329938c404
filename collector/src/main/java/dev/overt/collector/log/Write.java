package dev.overt.collector.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One write of several callers' records, for them to wait for. They wait outside the log's lock, and its end wakes each of
 * them directly: with a condition or a latch each would have to run before the next is woken.
 */
final class Write {
    /** Guarded by the log's lock until the write begins. */
    private final List<Thread> callers = new ArrayList<>();
    /** Set before {@code ended}, if at all. */
    private @Nullable IOException failure;

    private volatile boolean ended;

    /** Adds the current thread to those that will wait. */
    void join() {
        callers.add(Thread.currentThread());
    }

    void succeed() {
        ended = true;
        callers.forEach(LockSupport::unpark);
    }

    void fail(IOException reason) {
        failure = reason;
        succeed();
    }

    /** @throws IOException if the records are not known to be durable */
    void await() throws IOException {
        boolean interrupted = false;
        while (!ended) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw new IOException("the entries are not known to be durable: " + failure.getMessage(), failure);
        }
    }
}
