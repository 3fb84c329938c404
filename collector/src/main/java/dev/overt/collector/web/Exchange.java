package dev.overt.collector.web;

import java.util.concurrent.TimeUnit;
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
    private boolean bodyBegun;
    private boolean wholeBody;
    private long bodyDeadlineNanos;
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

    /** @throws RefusedRequest 429 if the address has sent too many bytes */
    void checkRate() {
        TokenBuckets bytes = guard.addressBytes();
        if (!bytes.any(address)) {
            throw RefusedRequest.tooMuch(bytes.waitSeconds(address));
        }
    }

    /** The body must arrive in time, which began when it was first asked for. */
    void beginBody() {
        if (!bodyBegun) {
            bodyBegun = true;
            bodyDeadlineNanos = System.nanoTime()
                    + TimeUnit.MILLISECONDS.toNanos(guard.limits().bodyMillis());
        }
        connection.until(bodyDeadlineNanos);
    }

    boolean bodyIsLate() {
        return System.nanoTime() - bodyDeadlineNanos > 0;
    }

    void bodyIsWhole() {
        wholeBody = true;
    }

    boolean hasWholeBody() {
        return wholeBody;
    }

    /** So many bytes of the body have been read. */
    void endBody(long bytes) {
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
        connection.rest(guard.limits().headersMillis());
    }
}
