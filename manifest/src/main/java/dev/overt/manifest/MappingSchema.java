package dev.overt.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of one mapping, written key by key as its reader asks for them. Other keys are not known. */
final class MappingSchema {
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Object> conditions = new ArrayList<>();

    /** A key that must be there. */
    MappingSchema required(String key, Map<String, Object> value, String description) {
        required.add(key);
        return optional(key, value, description);
    }

    /** A key that may be there; an editor shows the description. */
    MappingSchema optional(String key, Map<String, Object> value, String description) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("description", description);
        described.putAll(value);
        properties.put(key, described);
        return this;
    }

    /** What holds besides where {@code condition} does. */
    MappingSchema when(Map<String, Object> condition, Map<String, Object> then) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", condition);
        rule.put("then", then);
        conditions.add(rule);
        return this;
    }

    Map<String, Object> build() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!conditions.isEmpty()) {
            schema.put("allOf", conditions);
        }
        return schema;
    }

    /** A mapping whose keys are names of the author's choice, of a form. */
    static Map<String, Object> named(Map<String, Object> name, Map<String, Object> value) {
        Map<String, Object> names = new LinkedHashMap<>(name);
        names.remove("type");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("propertyNames", names);
        schema.put("additionalProperties", value);
        return schema;
    }

    /** Holds of a mapping in which {@code key} is one of {@code words}. */
    static Map<String, Object> has(String key, List<String> words) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("required", List.of(key));
        condition.put("properties", Map.of(key, Map.of("enum", words)));
        return condition;
    }
}
