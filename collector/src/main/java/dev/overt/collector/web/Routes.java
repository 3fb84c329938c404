package dev.overt.collector.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which endpoint answers which path. Fill it before the server starts.
 *
 * <p>A segment of a path may be an asterisk, which stands for any one segment: {@code /array/*}{@code /config}. A slash
 * at a path's end makes no difference: clients disagree about it.
 */
public final class Routes extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
    private static final int NO_CONTENT = 204;
    private static final int MAX_HEADERS = 100;

    private static final Route NOWHERE = new Route("");

    private final Map<String, Route> routes = new LinkedHashMap<>();
    private UnaryOperator<Endpoint> wrapping = UnaryOperator.identity();
    private volatile boolean stopping;

    /** From now on every answer is the last of its connection. */
    void endConnections() {
        stopping = true;
    }

    /** Every endpoint that is added from now on is wrapped. */
    public Routes wrap(UnaryOperator<Endpoint> wrapping) {
        this.wrapping = wrapping;
        return this;
    }

    /** Answers {@code GET} at a path, or at any that a wildcard stands for. */
    public Routes get(String path, Endpoint endpoint) {
        route(path).put("GET", wrapping.apply(endpoint));
        return this;
    }

    /** Answers {@code POST} at a path, or at any that a wildcard stands for. */
    public Routes post(String path, Endpoint endpoint) {
        route(path).put("POST", wrapping.apply(endpoint));
        return this;
    }

    /**
     * Answers {@code POST} at a path that several protocols share. The first whose body it is answers; if it is none's, the
     * last, which says so.
     *
     * @param own whether a body, decompressed and not yet read, is one of the protocol's
     */
    public Routes share(String path, Predicate<byte[]> own, Endpoint endpoint) {
        route(path).share(own, wrapping.apply(endpoint));
        return this;
    }

    /**
     * Lets the pages of every other origin use a path, written as it was added: its answers and its errors say so,
     * and {@code OPTIONS} is answered as the preflight request of a browser. All other paths are for pages of their own.
     */
    public Routes fromBrowsers(String path) {
        route(path).openToBrowsers();
        return this;
    }

    /** All paths, as they were added. */
    public Set<String> paths() {
        return Set.copyOf(routes.keySet());
    }

    private Route route(String path) {
        return routes.computeIfAbsent(path, Route::new);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Route route = find(request.getHttpURI().getCanonicalPath());
        Answer answer = answer(route, request);
        if (!RequestBody.forget(request) || stopping) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        Exchange.of(request).beginAnswer();
        write(answer, route.headers(), response, callback);
        return true;
    }

    private static void write(Answer answer, Map<String, String> more, Response response, Callback callback) {
        response.setStatus(answer.status());
        if (answer.status() != NO_CONTENT) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        }
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        more.forEach((name, value) -> response.getHeaders().put(name, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static Answer answer(Route route, Request request) {
        try {
            if (request.getHeaders().size() > MAX_HEADERS) {
                throw new RefusedRequest(431, "over 100 headers; send fewer");
            }
            if (route == NOWHERE) {
                throw new RefusedRequest(404, "nothing is served at this path");
            }
            return route.endpoint(request.getMethod()).answer(request);
        } catch (RefusedRequest refused) {
            return refused.answer();
        } catch (IOException e) {
            return RequestBody.tooSlow().answer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return RefusedRequest.retryAfter(5, 503, "the collector is stopping; send it again later")
                    .answer();
        } catch (RuntimeException e) {
            LOG.error("a defect of the collector: {}", whereabouts(e));
            return new RefusedRequest(500, "a defect of the collector; its log says where").answer();
        }
    }

    private Route find(@Nullable String path) {
        if (path == null) {
            return NOWHERE;
        }
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Route exact = routes.get(plain);
        if (exact != null && !exact.isWildcard()) {
            return exact;
        }
        return routes.values().stream()
                .filter(route -> route.isWildcard() && route.covers(plain))
                .findFirst()
                .orElse(NOWHERE);
    }

    /** Class and frames of a failure, without its message: that might repeat what was sent. */
    private static String whereabouts(Throwable failure) {
        return Stream.concat(
                        Stream.of(failure.getClass().getName()),
                        Stream.of(failure.getStackTrace()).limit(12).map(StackTraceElement::toString))
                .collect(Collectors.joining(" at "));
    }
}
