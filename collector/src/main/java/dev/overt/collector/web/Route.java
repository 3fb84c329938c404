package dev.overt.collector.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What is answered at one path, by method, and whether the pages of other origins may ask for it. */
final class Route {
    /** Any header but Authorization goes by the asterisk; older browsers know only those that are named. */
    private static final String ALLOWED_HEADERS = "*, Authorization, Content-Type, Content-Encoding";

    /** A browser keeps the answer to a preflight request for two hours at most. */
    private static final String PREFLIGHT_SECONDS = "7200";

    private static final String ANY = "*";

    private final List<String> segments;
    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private boolean fromBrowsers;

    /** @param path in which an asterisk as a segment stands for any one segment */
    Route(String path) {
        segments = segments(path);
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    boolean isWildcard() {
        return segments.contains(ANY);
    }

    /** Whether {@code path} is one that the wildcards stand for. */
    boolean covers(String path) {
        List<String> asked = segments(path);
        return asked.size() == segments.size()
                && IntStream.range(0, asked.size()).allMatch(i -> covers(segments.get(i), asked.get(i)));
    }

    private static boolean covers(String segment, String asked) {
        return segment.equals(ANY) ? !asked.isEmpty() : segment.equals(asked);
    }

    void put(String method, Endpoint endpoint) {
        endpoints.put(method, endpoint);
    }

    void share(Predicate<byte[]> own, Endpoint endpoint) {
        ((SharedEndpoint) endpoints.computeIfAbsent("POST", method -> new SharedEndpoint())).add(own, endpoint);
    }

    void openToBrowsers() {
        fromBrowsers = true;
    }

    /** @throws RefusedRequest 405 for another method */
    Endpoint endpoint(String method) {
        if (fromBrowsers && method.equals("OPTIONS")) {
            return request -> preflight();
        }
        Endpoint endpoint = endpoints.get(method.equals("HEAD") ? "GET" : method);
        if (endpoint == null) {
            throw new RefusedRequest(405, "this path answers " + methods() + " only", Map.of("Allow", methods()));
        }
        return endpoint;
    }

    private String methods() {
        return String.join(", ", endpoints.keySet());
    }

    private Answer preflight() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Access-Control-Allow-Methods", methods());
        headers.put("Access-Control-Allow-Headers", ALLOWED_HEADERS);
        headers.put("Access-Control-Max-Age", PREFLIGHT_SECONDS);
        return Answer.empty(headers);
    }

    /**
     * Headers for every answer, errors as well. No credentials are ever allowed: nothing that browsers may ask for
     * from elsewhere knows a cookie.
     */
    Map<String, String> headers() {
        return fromBrowsers
                ? Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", "Retry-After")
                : Map.of();
    }
}
