package dev.overt.collector.insights;

import dev.overt.manifest.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Envelopes as Application Insights' clients write them. */
final class Envelopes {
    static final String KEY = "11111111-2222-3333-4444-555555555555";
    static final String TIME = "2025-11-21T11:00:00.250Z";

    private Envelopes() {}

    /** An event, its values written as Altimate Code and the clients for Node.js and Java do. */
    static String event(String key, String name, Map<String, Object> values) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> measurements = new ArrayList<>();
        values.forEach((property, value) -> {
            if (value instanceof Number) {
                measurements.add(JsonText.compact(property) + ":" + value);
            } else {
                properties.put(property, value instanceof String ? value : JsonText.compact(value));
            }
        });
        return envelope(
                key,
                "EventData",
                "{\"ver\":2,\"name\":" + JsonText.compact(name) + ",\"properties\":" + JsonText.compact(properties)
                        + ",\"measurements\":" + "{" + String.join(",", measurements) + "}}");
    }

    static String envelope(String key, String baseType, String baseData) {
        return "{\"ver\":1,\"name\":\"Microsoft.ApplicationInsights." + key.replace("-", "") + ".Event\",\"time\":\""
                + TIME + "\",\"sampleRate\":100.0,\"iKey\":\"" + key + "\",\"tags\":{\"ai.application.ver\":\"0.8.10\","
                + "\"ai.cloud.roleInstance\":\"planted-host\",\"ai.user.id\":\"7D9F0C5E-9A7D-4E1F-8B6C-2D1A0E9F8C7B\"},"
                + "\"data\":{\"baseType\":\"" + baseType + "\",\"baseData\":" + baseData + "}}";
    }
}
