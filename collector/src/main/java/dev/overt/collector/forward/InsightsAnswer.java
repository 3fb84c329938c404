package dev.overt.collector.forward;

import dev.overt.collector.web.Json;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What Application Insights says became of the items of a request. Its messages are not read: they may repeat what was sent.
 *
 * @param accepted how many it took
 * @param statusByIndex of those that it did not take
 */
record InsightsAnswer(int accepted, Map<Integer, Integer> statusByIndex) {
    /** The answer; null if it is none, or does not add up to {@code sent}. */
    static @Nullable InsightsAnswer read(Reply reply, int sent) {
        try (JsonParser json = Json.parser(reply.body())) {
            return reply.whole() && json.nextToken() == JsonToken.START_OBJECT ? read(json, sent) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable InsightsAnswer read(JsonParser json, int sent) {
        int received = -1;
        int accepted = -1;
        Map<Integer, Integer> errors = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("itemsReceived") && value == JsonToken.VALUE_NUMBER_INT) {
                received = json.getIntValue();
            } else if (name.equals("itemsAccepted") && value == JsonToken.VALUE_NUMBER_INT) {
                accepted = json.getIntValue();
            } else if (name.equals("errors") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    readError(json, errors);
                }
            } else {
                json.skipChildren();
            }
        }
        return received == sent && accepted == sent - errors.size() ? new InsightsAnswer(accepted, errors) : null;
    }

    private static void readError(JsonParser json, Map<Integer, Integer> errors) {
        int index = -1;
        int status = 0;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = json.getIntValue();
            } else if (name.equals("statusCode") && value == JsonToken.VALUE_NUMBER_INT) {
                status = json.getIntValue();
            } else {
                json.skipChildren();
            }
        }
        errors.put(index, status);
    }
}
