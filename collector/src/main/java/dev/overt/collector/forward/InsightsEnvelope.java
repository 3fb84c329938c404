package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.PropertyJson;
import dev.overt.collector.web.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * One event as Application Insights takes it.
 *
 * <pre>
 * {"ver":1,"name":"Microsoft.ApplicationInsights.Event","time":"…Z","iKey":"…",
 *  "tags":{"ai.user.id":INSTALL,"ai.location.ip":"0.0.0.0","ai.internal.sdkVersion":"overt"},
 *  "data":{"baseType":"EventData","baseData":{"ver":2,"name":"…","properties":{…},"measurements":{…}}}}
 *
 * properties      what is no number, as text; the event's id as event_id; names of 150 and values of 8,192 characters
 * measurements    numbers
 * </pre>
 *
 * A list and counts are their JSON. The address of whoever sends would be kept where none is given: that is the collector's.
 */
final class InsightsEnvelope {
    private static final int MAX_VALUE_LENGTH = 8_192;
    private static final String ID = "event_id";

    private InsightsEnvelope() {}

    static byte[] json(LogEntry.Accepted event, String instrumentationKey) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("ver", 1);
            json.writeStringProperty("name", "Microsoft.ApplicationInsights.Event");
            json.writeStringProperty(
                    "time", Instant.ofEpochMilli(event.atMillis()).toString());
            json.writeStringProperty("iKey", instrumentationKey);
            json.writeObjectPropertyStart("tags");
            if (event.install() != null) {
                json.writeStringProperty("ai.user.id", event.install());
            }
            json.writeStringProperty("ai.location.ip", "0.0.0.0");
            json.writeStringProperty("ai.internal.sdkVersion", "overt");
            json.writeEndObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("baseType", "EventData");
            json.writeObjectPropertyStart("baseData");
            writeData(event, json);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void writeData(LogEntry.Accepted event, JsonGenerator json) {
        json.writeNumberProperty("ver", 2);
        json.writeStringProperty("name", event.event());
        json.writeObjectPropertyStart("properties");
        if (!event.properties().containsKey(ID)) {
            json.writeStringProperty(ID, event.id().toString());
        }
        event.properties().forEach((name, value) -> {
            if (!(value instanceof Number)) {
                json.writeStringProperty(name, Texts.first(text(value), MAX_VALUE_LENGTH));
            }
        });
        json.writeEndObject();
        json.writeObjectPropertyStart("measurements");
        for (Map.Entry<String, Object> property : event.properties().entrySet()) {
            if (property.getValue() instanceof Number number) {
                json.writeNumberProperty(property.getKey(), number.doubleValue());
            }
        }
        json.writeEndObject();
    }

    private static String text(Object value) {
        return value instanceof String || value instanceof Boolean
                ? value.toString()
                : new String(Json.write(json -> PropertyJson.write(value, json)), StandardCharsets.UTF_8);
    }
}
