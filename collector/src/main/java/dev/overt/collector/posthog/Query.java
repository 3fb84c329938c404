package dev.overt.collector.posthog;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The query of a request's address. What cannot be decoded names nothing: clients repeat a refused request for ever. */
record Query(Fields fields) {
    static Query of(Request request) {
        try {
            return new Query(Request.extractQueryParameters(request));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return new Query(Fields.EMPTY);
        }
    }

    /** The first value of {@code name}, or an empty text. */
    String value(String name) {
        String value = fields.getValue(name);
        return value == null ? "" : value;
    }
}
