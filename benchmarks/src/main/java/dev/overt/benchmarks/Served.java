package dev.overt.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that takes events, and what it is sent. One thread sends over all connections, the next request on each as soon
 * as the last is answered.
 *
 * @param pid of its process
 * @param head request line and headers of every request
 * @param bodies what is sent
 */
record Served(String name, long pid, URI address, String head, EventBodies bodies) {
    static final int CONNECTIONS = 32;

    /** What one slice of time has brought: the answered requests and how long each took. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Taken(double seconds, long[] latencyNanos) {
        double requestsPerSecond() {
            return latencyNanos.length / seconds;
        }
    }

    /** A server as the command line names it: {@code NAME,PID,KIND,URL[,KEY]}; a kind is overt or line. */
    static Served of(String argument) {
        String[] parts = argument.split(",", -1);
        URI address = URI.create(parts[3]);
        String path =
                address.getRawQuery() == null ? address.getPath() : address.getPath() + "?" + address.getRawQuery();
        boolean lines = parts[2].equals("line");
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n"
                + (parts.length > 4 ? "Authorization: Bearer " + parts[4] + "\r\n" : "") + "Content-Type: "
                + (lines ? "text/plain" : "application/json") + "\r\n";
        return new Served(
                parts[0], Long.parseLong(parts[1]), address, head, lines ? EventBodies.lines() : EventBodies.uploads());
    }

    /** Sends for {@code millis}, and waits for the last answers. */
    Taken load(int eventsPerRequest, long millis) throws IOException {
        Latencies latencies = new Latencies();
        List<Connection> connections = new ArrayList<>();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000;
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Connection connection =
                        new Connection(new InetSocketAddress(address.getHost(), address.getPort()), head, selector);
                connections.add(connection);
                connection.send(bodies.next(eventsPerRequest));
            }
            for (int open = CONNECTIONS; open > 0; ) {
                selector.select();
                for (SelectionKey key : selector.selectedKeys()) {
                    Connection connection = (Connection) key.attachment();
                    long nanos = connection.receive();
                    if (nanos >= 0) {
                        latencies.add(nanos);
                        if (System.nanoTime() < end) {
                            connection.send(bodies.next(eventsPerRequest));
                        } else {
                            open--;
                        }
                    }
                }
                selector.selectedKeys().clear();
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
        return new Taken((System.nanoTime() - start) / 1e9, latencies.sorted());
    }
}
