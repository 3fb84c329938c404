package dev.overt.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Sends the events of a process from memory at an interval and at its end; nothing about them is on disk. From the
 * first event on there is one thread, which ends with the run or when telemetry turns off. Thread-safe.
 *
 * <p>Its lock is never held while anything is sent or read, nor while {@code Telemetry}'s is asked for.
 */
@SuppressWarnings("ReferenceEquality") // Threads are themselves only.
final class LiveDelivery implements Delivery, Runnable {
    private static final long NEVER = Long.MAX_VALUE;
    /** How long a connection may take to be closed. */
    private static final long CLOSING_MILLIS = 50;

    private final Policy policy;
    private final LiveLimits limits;
    private final Telemetry telemetry;
    private final Surroundings surroundings;
    private final @Nullable CollectorAddress address;
    private final LiveBuffer buffer;
    /** Null while nothing is to be sent: before the first event, and after the end. */
    private @Nullable Thread sender;
    /** Ends the run when the JVM does; there while there is a sender. */
    private @Nullable Thread hook;
    /** Null while none is under way. */
    private Post.@Nullable Request request;

    private long dueMillis;
    /** Until then the collector wants to be left alone. */
    private long pauseMillis;
    /** When the run that is closed has to have ended. */
    private volatile long endMillis = NEVER;

    LiveDelivery(Policy policy, LiveLimits limits, Telemetry telemetry, Surroundings surroundings) {
        this.policy = policy;
        this.limits = limits;
        this.telemetry = telemetry;
        this.surroundings = surroundings;
        this.address = CollectorAddress.of(policy, surroundings);
        this.buffer = new LiveBuffer(limits.maxEvents());
    }

    @Override
    public void take(String event) {
        // While a run is closed, those that still record must not keep it from its end.
        if (address != null && endMillis == NEVER && buffer.add(event)) {
            wake();
        }
    }

    @Override
    public void drop(String reason, long count) {
        buffer.drop(reason, count);
    }

    /** Nothing: the sender does it. */
    @Override
    public void handOver(Decision decision) {}

    @Override
    public synchronized void discard() {
        stop(sender);
    }

    /** Sends what waits, and waits for that as long as the limits say at most. */
    @Override
    public boolean close(Decision decision) {
        close();
        return !buffer.lost();
    }

    private void close() {
        Thread last;
        long patienceMillis;
        synchronized (this) {
            last = sender;
            if (last == null) {
                return;
            }
            if (endMillis == NEVER) {
                endMillis = surroundings.elapsedMillis() + limits.exitMillis();
            }
            patienceMillis = endMillis - surroundings.elapsedMillis();
            notifyAll();
        }
        join(last, patienceMillis);
        synchronized (this) {
            stop(last);
        }
        join(last, CLOSING_MILLIS);
    }

    private synchronized void wake() {
        if (sender != null) {
            notifyAll();
            return;
        }
        dueMillis = surroundings.elapsedMillis() + policy.everyMillis;
        sender = start(this, "telemetry");
        hook = thread(this, "telemetry-exit");
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException tooLate) {
            stop(sender);
        }
    }

    /** Ends the sender; what waits is lost. */
    private void stop(@Nullable Thread thread) {
        if (thread == null || thread != sender) {
            return;
        }
        sender = null;
        endMillis = NEVER;
        buffer.clear();
        notifyAll();
        try {
            if (request != null) {
                // A thread that reads from a socket while the JVM ends would delay that by 0.3 s.
                request.close();
                request = null;
            }
        } catch (IOException closed) {
            request = null;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException itRuns) {
            return;
        }
    }

    /** The sender's work and, at the end of the JVM, the hook's. */
    @Override
    public void run() {
        Thread current = Thread.currentThread();
        try {
            if (current == hook) {
                close();
            }
            while (isTime(current)) {
                flush(current);
            }
        } catch (Throwable failure) {
            // Thrown on, it would be printed.
        } finally {
            synchronized (this) {
                stop(current);
            }
        }
    }

    /** Waits until something is to be sent; false when {@code current} is to end. */
    private synchronized boolean isTime(Thread current) throws InterruptedException {
        while (sender == current) {
            long now = surroundings.elapsedMillis();
            boolean idle = buffer.size() == 0;
            if (endMillis != NEVER) {
                return !idle && now >= pauseMillis && now < endMillis;
            }
            if (idle) {
                wait();
                dueMillis = Math.max(dueMillis, surroundings.elapsedMillis() + policy.everyMillis);
            } else if (now < dueMillis) {
                wait(dueMillis - now);
            } else {
                return true;
            }
        }
        return false;
    }

    /** Sends what waits now, until an upload fails. */
    private void flush(Thread current) {
        int left = buffer.size();
        while (left > 0) {
            if (address == null || !telemetry.permits()) {
                discard();
                return;
            }
            LiveBatch batch = buffer.next(surroundings.newUuid());
            left -= batch == null ? left : batch.events.size();
            if (batch != null && !settle(current, batch, post(address, batch))) {
                return;
            }
        }
    }

    private Post.Answer post(CollectorAddress to, LiveBatch batch) {
        return Post.send(to, batch.body(policy), surroundings.environment(), begin());
    }

    private synchronized Post.Request begin() {
        long now = surroundings.elapsedMillis();
        request = new Post.Request(endMillis - now);
        return request;
    }

    /** Does what an answer says; false where the next upload has to wait. */
    private synchronized boolean settle(Thread current, LiveBatch batch, Post.Answer answer) {
        if (sender != current) {
            return false;
        }
        request = null;
        long now = surroundings.elapsedMillis();
        dueMillis = now + policy.everyMillis;
        if (answer instanceof Post.Answer.Refused) {
            buffer.dropAll("refused", batch);
            return true;
        }
        if (answer instanceof Post.Answer.Results results) {
            batch.finish(results.byId());
            if (batch.events.isEmpty()) {
                return true;
            }
        } else if (answer instanceof Post.Answer.Later later) {
            pauseMillis = now + Math.min(later.waitSeconds(), Uploader.MAX_WAIT_MILLIS / 1000) * 1000;
            dueMillis = Math.max(dueMillis, pauseMillis);
        }
        batch.failures++;
        if (batch.failures > limits.retries()) {
            buffer.dropAll("send_failed", batch);
        } else {
            buffer.giveBack(batch);
        }
        return false;
    }

    private static Thread start(Runnable work, String name) {
        Thread thread = thread(work, name);
        try {
            thread.start();
        } catch (OutOfMemoryError noMoreThreads) {
            // The tool needs them more: nothing is sent, and nothing waits for a thread that has not begun.
            return thread;
        }
        return thread;
    }

    /** Without the locals of the thread that makes it: they may be large, or of a part of the tool that is unloaded. */
    private static Thread thread(Runnable work, String name) {
        Thread thread = new Thread(null, work, name, 0, false);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits even in a thread that is interrupted, as those of a program that ends may be. */
    private static void join(Thread thread, long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        boolean interrupted = false;
        for (long left = millis; left > 0 && thread.isAlive(); left = (end - System.nanoTime()) / 1_000_000) {
            try {
                thread.join(left);
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
