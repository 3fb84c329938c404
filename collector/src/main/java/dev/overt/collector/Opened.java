package dev.overt.collector;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** All that a starting collector has opened, closed last to first whatever fails. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** @throws CollectorException if a part did not close; the others are closed */
    @Override
    public synchronized void close() {
        Exception failure = closeAll();
        if (failure != null) {
            throw new CollectorException("the collector did not stop cleanly: " + failure.getMessage(), failure);
        }
    }

    synchronized void closeAfter(Throwable reason) {
        Exception failure = closeAll();
        if (failure != null) {
            reason.addSuppressed(failure);
        }
    }

    private @Nullable Exception closeAll() {
        Exception first = null;
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                first = first == null ? e : first;
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }
}
