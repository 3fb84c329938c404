package dev.overt.collector.dashboard;

import dev.overt.collector.store.StoreException;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.RefusedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A page that is shown only to a browser on the collector's own machine, for there is no login.
 *
 * <p>The peer must be a loopback address; the Host header must name one, so that no foreign site can read the page
 * through a name of its own; and no header may say that a proxy has passed the request on.
 */
final class LocalPage implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(LocalPage.class);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Endpoint page;

    LocalPage(Endpoint page) {
        this.page = page;
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        if (!isLocal(request)) {
            return Page.message(
                    403,
                    "Only on this machine",
                    "This page has no login yet, so it is shown only to a browser on the collector's own machine, at"
                            + " http://127.0.0.1 or http://localhost. From elsewhere, reach it through an SSH tunnel.");
        }
        try {
            return page.answer(request);
        } catch (RefusedRequest refused) {
            return Page.message(refused.status(), "Nothing here", String.valueOf(refused.getMessage()));
        } catch (StoreException e) {
            LOG.error("a page cannot be shown: {}", e.getMessage());
            return Page.message(
                    503,
                    "The tables cannot be read",
                    "Events are still taken in and kept in the log; only showing them fails. The collector's own"
                            + " output says why. Reload this page once that is mended.");
        }
    }

    private static boolean isLocal(Request request) {
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
