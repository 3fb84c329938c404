package dev.overt.collector.web;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * The open connections: how many there are, how many of them one address has, and until when each must have done its
 * next step. A peer that sends a byte now and then is never idle, and would hold a connection for days.
 *
 * <p>Any number of threads.
 */
final class Connections implements SelectorManager.AcceptListener {
    private static final int SWEEP_MILLIS = 500;
    private static final int COUNTERS = 1 << 16;

    /** A request that was sent when its connection's last answer came is here by then. */
    private static final long MIN_REST_MILLIS = 200;

    /** One open connection; its deadline is in the time of {@link System#nanoTime}. */
    static final class Open {
        private final int counter;
        private volatile boolean resting = true;
        private volatile long restingSinceNanos = System.nanoTime();
        private volatile boolean hasDeadline;
        private volatile long deadlineNanos;

        private Open(int counter) {
            this.counter = counter;
        }

        /** The next request is the peer's to begin, and it has so long for that. */
        void rest(long millis) {
            within(millis);
            restingSinceNanos = System.nanoTime();
            resting = true;
        }

        /** The peer has so long for what it must do now. */
        void within(long millis) {
            until(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
        }

        void until(long nanoTime) {
            deadlineNanos = nanoTime;
            hasDeadline = true;
        }

        /** It is the collector's turn. */
        void withoutDeadline() {
            resting = false;
            hasDeadline = false;
        }

        private boolean hasRested() {
            return resting && System.nanoTime() - restingSinceNanos > TimeUnit.MILLISECONDS.toNanos(MIN_REST_MILLIS);
        }

        private boolean isLate() {
            return hasDeadline && System.nanoTime() - deadlineNanos > 0;
        }
    }

    private final Limits limits;
    private final Addresses addresses;
    private final Map<SelectableChannel, Open> connections = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    /** How many connections the addresses of each number have; the last counter is the proxies', which is not looked at. */
    private final AtomicIntegerArray counts = new AtomicIntegerArray(COUNTERS + 1);

    Connections(Limits limits, Addresses addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    /** Begins to guard what {@code connector} accepts. */
    void guard(ServerConnector connector) {
        connector.addBean(this);
        connector.addBean(new Sweeping(connector));
    }

    int count() {
        return count.get();
    }

    /** Closes the connections on which no request is under way; waits a moment to know that. */
    void closeResting(ServerConnector connector) throws InterruptedException {
        if (count() > 0) {
            TimeUnit.MILLISECONDS.sleep(MIN_REST_MILLIS + 50);
        }
        for (EndPoint endPoint : connector.getConnectedEndPoints()) {
            Open open = of(endPoint);
            if (open != null && open.hasRested()) {
                endPoint.close();
            }
        }
    }

    @Override
    public void onAccepting(SelectableChannel channel) {
        Open open = new Open(counter(channel));
        open.rest(limits.headersMillis());
        connections.put(channel, open);
        int ofAddress = counts.incrementAndGet(open.counter);
        boolean tooMany = open.counter < COUNTERS && ofAddress > limits.addressConnections();
        if (count.incrementAndGet() > limits.connections() || tooMany) {
            IO.close(channel); // Jetty then finds that it cannot register it, and says so below.
        }
    }

    private int counter(SelectableChannel channel) {
        SocketAddress peer = null;
        try {
            peer = ((SocketChannel) channel).getRemoteAddress();
        } catch (IOException gone) {
            // It is counted with those of no address until Jetty has noticed as well.
        }
        return addresses.isProxy(peer) ? COUNTERS : (int) (Addresses.number(peer) & (COUNTERS - 1));
    }

    @Override
    public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
        onClosed(channel);
    }

    @Override
    public void onClosed(SelectableChannel channel) {
        Open open = connections.remove(channel);
        if (open != null) {
            counts.decrementAndGet(open.counter);
            count.decrementAndGet();
        }
    }

    /** The connection of a request; one that nobody looks after if it is closed by now. */
    Open of(Request request) {
        Open open = of(request.getConnectionMetaData().getConnection().getEndPoint());
        return open == null ? new Open(COUNTERS) : open;
    }

    private @Nullable Open of(EndPoint endPoint) {
        EndPoint plain = endPoint;
        while (plain instanceof EndPoint.Wrapper wrapper) {
            plain = wrapper.unwrap();
        }
        return plain.getTransport() instanceof SelectableChannel channel ? connections.get(channel) : null;
    }

    /** Closes, again and again while the server runs, what is late. */
    private final class Sweeping extends AbstractLifeCycle {
        private final ServerConnector connector;

        Sweeping(ServerConnector connector) {
            this.connector = connector;
        }

        @Override
        protected void doStart() {
            later();
        }

        private void later() {
            connector.getScheduler().schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void sweep() {
            if (!isRunning()) {
                return;
            }
            for (EndPoint endPoint : connector.getConnectedEndPoints()) {
                Open open = of(endPoint);
                if (open != null && open.isLate()) {
                    endPoint.close(new TimeoutException("the peer is too slow"));
                }
            }
            later();
        }
    }
}
