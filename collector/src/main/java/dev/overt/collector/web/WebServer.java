package dev.overt.collector.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The listening HTTP/1.1 server. It keeps no request log, and when it stops it answers what it has begun.
 *
 * <pre>
 * headers of a request  8 KiB        idle connection  30 s
 * threads               200, or one virtual thread for each request where the JDK has them
 * </pre>
 */
public final class WebServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final int IDLE_MILLIS = 30_000;
    /** How long a stop waits for a connection on which nothing comes: a request that was begun may pause. */
    private static final int STOP_IDLE_MILLIS = 2_000;

    private static final Duration MAX_STOP = Duration.ofSeconds(10);

    private final Server server;
    private final ServerConnector connector;
    private final Routes routes;
    private final Guard guard;

    private WebServer(Server server, ServerConnector connector, Routes routes, Guard guard) {
        this.server = server;
        this.connector = connector;
        this.routes = routes;
        this.guard = guard;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @throws IOException if the address cannot be listened on
     */
    public static WebServer start(String host, int port, Routes routes, Limits limits) throws IOException {
        return start(host, port, routes, limits, MAX_STOP);
    }

    /**
     * Starts to listen.
     *
     * @param maxStop how long a stop waits for the requests that were begun
     */
    public static WebServer start(String host, int port, Routes routes, Limits limits, Duration maxStop)
            throws IOException {
        Server server = new Server(threads());
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        Guard guard = new Guard(limits, routes);
        guard.connections().guard(connector);
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(guard));
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(maxStop.toMillis());
        WebServer started = new WebServer(server, connector, routes, guard);
        started.start();
        return started;
    }

    /** Starts to listen with the limits that hold where nothing is configured. */
    public static WebServer start(String host, int port, Routes routes) throws IOException {
        return start(host, port, routes, Limits.DEFAULT);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        if (VirtualThreads.areSupported()) {
            threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        }
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setFormEncodedMethods(new String[0]);
        http.setCustomizers(List.of());
        return http;
    }

    private void start() throws IOException {
        try {
            server.start();
        } catch (IOException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IOException("the HTTP server did not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens, e.g. {@code http://127.0.0.1:8417/}. */
    public URI address() {
        String host = connector.getHost();
        String name = host.contains(":") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + connector.getLocalPort() + "/");
    }

    int openConnections() {
        return guard.connections().count();
    }

    long bodyBytesInFlight() {
        return guard.bodyBytesInFlight();
    }

    @Override
    public void close() {
        routes.endConnections();
        try {
            guard.connections().closeResting(connector);
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }
}
