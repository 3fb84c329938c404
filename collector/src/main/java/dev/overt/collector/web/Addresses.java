package dev.overt.collector.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Tells senders apart by their address, of which only a number leaves this class. The first half of an IPv6 address is
 * taken: one household has all of its second halves.
 */
final class Addresses {
    /** What may be read as an address without asking a name server. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private static final int IPV6_PREFIX_BYTES = 8;

    private final Set<String> proxies;

    Addresses(Set<String> proxies) {
        this.proxies = proxies;
    }

    /** Whether the connections of {@code peer} are those of many senders. */
    boolean isProxy(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet
                && inet.getAddress() != null
                && proxies.contains(inet.getAddress().getHostAddress());
    }

    /** The number of whoever {@code peer} is. */
    static long number(@Nullable SocketAddress peer) {
        return peer instanceof InetSocketAddress inet && inet.getAddress() != null ? number(inet.getAddress()) : 0;
    }

    /** The number of whoever sends {@code request}: behind a proxy, the last that the proxies have not added. */
    long number(Request request) {
        SocketAddress peer = request.getConnectionMetaData().getRemoteSocketAddress();
        if (!isProxy(peer)) {
            return number(peer);
        }
        String[] path = String.join(",", request.getHeaders().getValuesList(HttpHeader.X_FORWARDED_FOR))
                .split(",", -1);
        for (int i = path.length - 1; i >= 0; i--) {
            if (!proxies.contains(path[i].strip())) {
                return number(path[i].strip(), peer);
            }
        }
        return number(peer);
    }

    private static long number(String said, SocketAddress peer) {
        try {
            return NUMERIC.matcher(said).matches() ? number(InetAddress.getByName(said)) : number(peer);
        } catch (UnknownHostException e) {
            return number(peer);
        }
    }

    private static long number(InetAddress address) {
        byte[] bytes = address.getAddress();
        return Sender.number(bytes.length > 4 ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes);
    }
}
