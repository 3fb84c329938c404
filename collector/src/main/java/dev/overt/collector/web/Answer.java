package dev.overt.collector.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A complete HTTP response, held in memory. */
@SuppressWarnings("ArrayRecordComponent") // answers are never compared
public record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final String JSON = "application/json";

    public static Answer json(int status, byte[] body) {
        return json(status, Map.of(), body);
    }

    public static Answer json(int status, Map<String, String> headers, byte[] body) {
        return new Answer(status, JSON, headers, body);
    }

    /** 204: an answer that is all headers. */
    static Answer empty(Map<String, String> headers) {
        return new Answer(204, JSON, headers, new byte[0]);
    }

    /** An error in the form that all of the collector's interfaces share. */
    static Answer error(int status, String what, Map<String, String> headers) {
        return new Answer(status, JSON, headers, Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("error", what);
            json.writeEndObject();
        }));
    }

    public static Answer text(int status, String contentType, Map<String, String> headers, String body) {
        return new Answer(status, contentType, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
