package dev.overt.collector.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A receiver of OTLP/HTTP logs in JSON: https://opentelemetry.io/docs/specs/otlp/#otlphttp, opentelemetry-proto's logs.proto. */
final class OtlpVendor implements StandIn.Vendor {
    private static final Set<String> RECORD = Set.of(
            "timeUnixNano",
            "observedTimeUnixNano",
            "severityNumber",
            "severityText",
            "body",
            "attributes",
            "droppedAttributesCount",
            "flags",
            "traceId",
            "spanId",
            "eventName");
    private static final Set<String> VALUES =
            Set.of("stringValue", "boolValue", "intValue", "doubleValue", "arrayValue", "kvlistValue", "bytesValue");

    volatile int rejectedOfNext;

    @Override
    public StandIn.Answer take(StandIn.Request request) {
        BrokenRule.unless(request.method().equals("POST") && request.target().equals("/v1/logs"), "otlp: /v1/logs");
        BrokenRule.unless(request.header("Content-Type").equals("application/json"), "otlp: application/json");
        BrokenRule.unless(request.header("Authorization").equals("Bearer of-the-operator"), "otlp: the token");
        List<StandIn.Taken> taken = new ArrayList<>();
        Object body = JsonTree.read(request.body());
        for (Object resource : JsonTree.<List<Object>>at(body, "resourceLogs")) {
            Map<String, Object> attributes = attributes(JsonTree.at(resource, "resource", "attributes"));
            BrokenRule.unless("my-tool".equals(attributes.get("service.name")), "otlp: a service.name");
            for (Object scope : JsonTree.<List<Object>>at(resource, "scopeLogs")) {
                for (Map<String, Object> record : JsonTree.<List<Map<String, Object>>>at(scope, "logRecords")) {
                    taken.add(take(record));
                }
            }
        }
        if (rejectedOfNext > 0) {
            int rejected = rejectedOfNext;
            rejectedOfNext = 0;
            return new StandIn.Answer(
                    200,
                    "{\"partialSuccess\":{\"rejectedLogRecords\":\"" + rejected + "\",\"errorMessage\":\"secret\"}}",
                    taken.subList(rejected, taken.size()));
        }
        return new StandIn.Answer(200, "{\"partialSuccess\":{}}", taken);
    }

    private static StandIn.Taken take(Map<String, Object> record) {
        BrokenRule.unless(RECORD.containsAll(record.keySet()), "otlp: known fields only");
        BrokenRule.unless(JsonTree.<String>at(record, "timeUnixNano").matches("[0-9]+"), "otlp: fixed64 is text");
        BrokenRule.unless(
                JsonTree.<String>at(record, "observedTimeUnixNano").matches("[0-9]+"), "otlp: fixed64 is text");
        BrokenRule.unless(!JsonTree.<String>at(record, "eventName").isEmpty(), "otlp: an event has a name");
        Map<String, Object> attributes = attributes(JsonTree.at(record, "attributes"));
        UUID.fromString(String.valueOf(attributes.get("log.record.uid")));
        return new StandIn.Taken(
                String.valueOf(attributes.get("app.installation.id")),
                Long.parseLong(String.valueOf(attributes.get("n"))),
                record);
    }

    private static Map<String, Object> attributes(List<Map<String, Object>> list) {
        Map<String, Object> attributes = new java.util.HashMap<>();
        for (Map<String, Object> attribute : list) {
            BrokenRule.unless(
                    attribute.keySet().equals(Set.of("key", "value")), "otlp: an attribute has key and value");
            Map<String, Object> value = JsonTree.at(attribute, "value");
            check(value);
            BrokenRule.unless(
                    attributes.put(
                                    JsonTree.at(attribute, "key"),
                                    value.values().iterator().next())
                            == null,
                    "otlp: a key stands once");
        }
        return attributes;
    }

    private static void check(Map<String, Object> value) {
        BrokenRule.unless(value.size() == 1 && VALUES.containsAll(value.keySet()), "otlp: one value of a known type");
        Object only = value.values().iterator().next();
        switch (value.keySet().iterator().next()) {
            case "intValue" -> BrokenRule.unless(only instanceof String, "otlp: int64 is text");
            case "boolValue" -> BrokenRule.unless(only instanceof Boolean, "otlp: boolValue");
            case "doubleValue" -> BrokenRule.unless(only instanceof Number, "otlp: doubleValue");
            case "stringValue" -> BrokenRule.unless(only instanceof String, "otlp: stringValue");
            case "arrayValue" ->
                JsonTree.<List<Map<String, Object>>>at(only, "values").forEach(OtlpVendor::check);
            default -> attributes(JsonTree.at(only, "values"));
        }
    }
}
