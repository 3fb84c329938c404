package dev.overt.collector.web;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;

/**
 * One request on its way to its answer, as the guard sees it: whose it is, how much memory its body takes, how long its
 * peer may need. For the thread that answers it.
 */
final class Exchange {
    private static final String ATTRIBUTE = Exchange.class.getName();
    private static final int BUSY_SECONDS = 5;

    private final Guard guard;
    private final Connections.Open connection;
    private final long address;
    private final AtomicLong reservedBytes = new AtomicLong();

    Exchange(Guard guard, Connections.Open connection, long address) {
        this.guard = guard;
        this.connection = connection;
        this.address = address;
    }

    static Exchange of(Request request) {
        return (Exchange) request.getAttribute(ATTRIBUTE);
    }

    void attachTo(Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The number of the sender's address. */
    long address() {
        return address;
    }

    /**
     * From here on the body must arrive.
     *
     * @return milliseconds in which it must
     * @throws RefusedRequest 429 if the address has sent too many bytes
     */
    int beginBody() {
        TokenBuckets bytes = guard.addressBytes();
        if (!bytes.any(address)) {
            throw RefusedRequest.tooMuch(bytes.waitSeconds(address));
        }
        int millis = guard.limits().bodyMillis();
        connection.within(millis);
        return millis;
    }

    /** The body has arrived. */
    void endBody(int bytes) {
        connection.withoutDeadline();
        guard.addressBytes().owe(address, bytes);
    }

    /**
     * Asks for memory before it is taken, until the answer is on its way.
     *
     * @throws RefusedRequest 503 if all requests together have too much
     */
    void reserve(long bytes) {
        if (!guard.reserve(bytes)) {
            throw RefusedRequest.retryAfter(BUSY_SECONDS, 503, "the collector has too many bodies to read at once");
        }
        reservedBytes.addAndGet(bytes);
    }

    void release(long bytes) {
        guard.release(bytes);
        reservedBytes.addAndGet(-bytes);
    }

    /** From here on the answer must be read. */
    void beginAnswer() {
        connection.within(guard.limits().answerMillis());
    }

    void end() {
        guard.release(reservedBytes.getAndSet(0));
        connection.within(guard.limits().headersMillis());
    }
}
