package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * One event of the Measurement Protocol.
 *
 * <pre>
 * {"name":"…","timestamp_micros":N,"params":{"os":"Linux","exit_code":1}}
 *
 * declared         as a parameter
 * text             its first 100 characters
 * number           as it is
 * boolean          "true", "false"
 * list             its words, with commas between
 * counts           word=count, with commas between
 * </pre>
 *
 * Of the parameters the first 25 in the order of the manifest.
 */
final class Ga4Event {
    private static final int MAX_PARAMETERS = 25;
    private static final int MAX_VALUE_LENGTH = 100;

    private Ga4Event() {}

    static byte[] json(LogEntry.Accepted event, long nowMillis) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("name", Ga4Names.event(event.event()));
            json.writeNumberProperty("timestamp_micros", 1_000 * Math.min(event.atMillis(), nowMillis));
            json.writeObjectPropertyStart("params");
            event.properties().entrySet().stream()
                    .limit(MAX_PARAMETERS)
                    .forEach(property -> write(property.getKey(), property.getValue(), json));
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static void write(String name, Object value, JsonGenerator json) {
        json.writeName(Ga4Names.parameter(name));
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else {
            json.writeString(Texts.first(text(value), MAX_VALUE_LENGTH));
        }
    }

    private static String text(Object value) {
        if (value instanceof List<?> words) {
            return words.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Map<?, ?> counts) {
            return counts.entrySet().stream()
                    .map(count -> count.getKey() + "=" + count.getValue())
                    .collect(Collectors.joining(","));
        }
        return value.toString();
    }
}
