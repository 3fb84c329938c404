package dev.overt.collector.web;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * A request from the collector's own machine: its peer is a loopback address, its Host header names one, so that no foreign
 * site can ask through a name of its own, and no header says that a proxy has passed it on.
 */
public final class LocalRequest {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private LocalRequest() {}

    /** Whether {@code request} is one. */
    public static boolean is(Request request) {
        HttpFields headers = request.getHeaders();
        return isLoopback(request.getConnectionMetaData().getRemoteSocketAddress())
                && namesLoopback(headers.get(HttpHeader.HOST))
                && !headers.contains(HttpHeader.FORWARDED)
                && !headers.contains(HttpHeader.X_FORWARDED_FOR)
                && !headers.contains(HttpHeader.X_FORWARDED_HOST);
    }

    private static boolean isLoopback(SocketAddress peer) {
        return peer instanceof InetSocketAddress internet
                && internet.getAddress().isLoopbackAddress();
    }

    private static boolean namesLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        try {
            return LOOPBACK.contains(new HostPort(host).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
