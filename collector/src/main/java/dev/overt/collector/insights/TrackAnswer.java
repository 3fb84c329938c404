package dev.overt.collector.insights;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Json;
import java.util.SortedMap;
import tools.jackson.core.JsonGenerator;

/**
 * What became of the envelopes of one request.
 *
 * <pre>
 * {"itemsReceived": N, "itemsAccepted": N, "errors": [{"index": I, "statusCode": S, "message": "…"}]}
 * 200   all were taken     206   some were, or may be if they are sent again     400   none was, nor ever will be
 * </pre>
 *
 * @param errors place of an envelope in the request to why it was not taken
 */
record TrackAnswer(int received, SortedMap<Integer, TrackError> errors) {
    private static final int PARTIAL = 206;
    private static final int NOTHING = 400;

    Answer toAnswer() {
        return Answer.json(status(), Json.write(this::write));
    }

    private int status() {
        if (errors.isEmpty()) {
            return 200;
        }
        boolean hopeless = errors.size() == received && errors.values().stream().allMatch(TrackError::isPermanent);
        return hopeless ? NOTHING : PARTIAL;
    }

    private void write(JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("itemsReceived", received);
        json.writeNumberProperty("itemsAccepted", received - errors.size());
        json.writeArrayPropertyStart("errors");
        errors.forEach((place, error) -> {
            json.writeStartObject();
            json.writeNumberProperty("index", place);
            json.writeNumberProperty("statusCode", error.status());
            json.writeStringProperty("message", error.message());
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeEndObject();
    }
}
