package dev.overt.collector.insights;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Json;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/**
 * What became of the envelopes of one request.
 *
 * <pre>
 * {"itemsReceived": N, "itemsAccepted": N, "errors": [{"index": I, "statusCode": 400, "message": "…"}]}
 * 200   all were taken     206   some were     400   none was
 * </pre>
 *
 * An error's own status is always 400, which no client sends again; clients do send 401, 403, 408, 429 and 5xx again.
 *
 * @param errors place of an envelope in the request to why it was refused
 */
record TrackAnswer(int received, SortedMap<Integer, String> errors) {
    private static final int PERMANENT = 400;
    private static final int PARTIAL = 206;

    Answer toAnswer() {
        return Answer.json(status(), Json.write(this::write));
    }

    private int status() {
        if (errors.isEmpty()) {
            return 200;
        }
        return errors.size() == received ? PERMANENT : PARTIAL;
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("itemsReceived", received);
        json.writeNumberProperty("itemsAccepted", received - errors.size());
        json.writeArrayPropertyStart("errors");
        errors.forEach((place, message) -> {
            json.writeStartObject();
            json.writeNumberProperty("index", place);
            json.writeNumberProperty("statusCode", PERMANENT);
            json.writeStringProperty("message", message);
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
