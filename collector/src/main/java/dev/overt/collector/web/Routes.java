package dev.overt.collector.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
 * <p>A slash at a path's end makes no difference: clients disagree about it.
 */
public final class Routes extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(Routes.class);

    /** By path, then by method. */
    private final Map<String, Map<String, Endpoint>> routes = new HashMap<>();

    /** Answers {@code GET} at a path, or at everything in a folder, written {@code /folder/*}. */
    public Routes get(String path, Endpoint endpoint) {
        return add("GET", path, endpoint);
    }

    /** Answers {@code POST} at a path. */
    public Routes post(String path, Endpoint endpoint) {
        return add("POST", path, endpoint);
    }

    private Routes add(String method, String path, Endpoint endpoint) {
        routes.computeIfAbsent(path, any -> new TreeMap<>()).put(method, endpoint);
        return this;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = answer(request);
        if (!RequestBody.forget(request)) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(Request request) {
        try {
            return endpoint(request).answer(request);
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

    private Endpoint endpoint(Request request) {
        Map<String, Endpoint> methods = methods(request.getHttpURI().getCanonicalPath());
        if (methods == null) {
            throw new RefusedRequest(404, "nothing is served at this path");
        }
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Endpoint endpoint = methods.get(method);
        if (endpoint == null) {
            String allowed = String.join(", ", methods.keySet());
            throw new RefusedRequest(405, "this path answers " + allowed + " only", Map.of("Allow", allowed));
        }
        return endpoint;
    }

    private @Nullable Map<String, Endpoint> methods(@Nullable String path) {
        if (path == null) {
            return null;
        }
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Map<String, Endpoint> methods = routes.get(plain);
        return methods != null ? methods : routes.get(plain.substring(0, plain.lastIndexOf('/') + 1) + "*");
    }

    /** Class and frames of a failure, without its message: that might repeat what was sent. */
    private static String whereabouts(Throwable failure) {
        return Stream.concat(
                        Stream.of(failure.getClass().getName()),
                        Stream.of(failure.getStackTrace()).limit(12).map(StackTraceElement::toString))
                .collect(Collectors.joining(" at "));
    }
}
