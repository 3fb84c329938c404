package dev.overt.collector.web;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What stands around every request and holds it, its sender and all of them together to the {@link Limits}. */
final class Guard extends Handler.Wrapper {
    private final Limits limits;
    private final Addresses addresses;
    private final Connections connections;
    private final TokenBuckets addressBytes;
    private final AtomicLong bodyBytes = new AtomicLong();

    Guard(Limits limits, Routes routes) {
        super(routes);
        this.limits = limits;
        addresses = new Addresses(limits.proxies());
        connections = new Connections(limits, addresses);
        addressBytes = new TokenBuckets(limits.addressBytes());
    }

    Limits limits() {
        return limits;
    }

    Connections connections() {
        return connections;
    }

    TokenBuckets addressBytes() {
        return addressBytes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connections.Open connection = connections.of(request);
        connection.withoutDeadline();
        Exchange exchange = new Exchange(this, connection, addresses.number(request));
        exchange.attachTo(request);
        Request.addCompletionListener(request, failure -> exchange.end());
        return super.handle(request, response, callback);
    }

    long bodyBytesInFlight() {
        return bodyBytes.get();
    }

    /** Whether the bodies of all requests may take {@code bytes} more; then they do. */
    boolean reserve(long bytes) {
        if (bodyBytes.addAndGet(bytes) <= limits.bodyBytesInFlight()) {
            return true;
        }
        bodyBytes.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        bodyBytes.addAndGet(-bytes);
    }
}
