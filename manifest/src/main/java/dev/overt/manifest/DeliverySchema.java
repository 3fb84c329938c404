package dev.overt.manifest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of where events go, and how long they are kept. */
final class DeliverySchema {
    private DeliverySchema() {}

    /** The schema of {@code delivery:}; its mode decides which keys there are. */
    static Map<String, Object> delivery() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("mode"));
        schema.put(
                "properties",
                Map.of(
                        "mode",
                        ValueSchema.oneOf(Choice.among(Delivery.Mode.values()).keySet())));
        schema.put(
                "allOf",
                List.of(
                        mode("spool", "To disk, for a detached uploader.", every("1h")),
                        mode(
                                "live",
                                "In memory, sent by the tool itself.",
                                every("5s")
                                        .optional(
                                                "buffer",
                                                ValueSchema.wholeNumber(1, 10_000),
                                                "Most events that wait; default: 200.")
                                        .optional(
                                                "retries",
                                                ValueSchema.wholeNumber(0, 5),
                                                "How often one is sent again; default: 1.")
                                        .optional(
                                                "exit",
                                                ValueSchema.interval(),
                                                "Longest delay of the tool's end, at most 5s; default: 2s.")),
                        mode("post", "Sent at once, in the background: scripts and pages.", new MappingSchema())));
        return schema;
    }

    private static MappingSchema every(String usual) {
        return new MappingSchema()
                .optional(
                        "every", ValueSchema.interval(), "Shortest time between two uploads; default: " + usual + ".");
    }

    private static Map<String, Object> mode(String mode, String description, MappingSchema keys) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("if", MappingSchema.has("mode", List.of(mode)));
        rule.put(
                "then",
                keys.required("mode", Map.of("const", mode), description)
                        .required("collector", ValueSchema.url(), "Where events go.")
                        .optional("timeout", ValueSchema.interval(), "Longest request of a script; default: 5s.")
                        .build());
        return rule;
    }

    /** The schema of {@code destinations:}. */
    static Map<String, Object> destinations() {
        Map<String, Object> destination = new MappingSchema()
                .required(
                        "type",
                        ValueSchema.oneOf(
                                Choice.among(Destination.Type.values()).keySet()),
                        "What kind of receiver it is.")
                .required("url", ValueSchema.url(), "Where it receives.")
                .optional("name", ValueSchema.word(), "What people call it.")
                .optional("region", ValueSchema.word(), "Where in the world it is.")
                .optional("privacy", ValueSchema.url(), "The page of its privacy policy.")
                .build();
        return MappingSchema.named(ValueSchema.word(Form.PRODUCT_ID), destination);
    }

    /** The schema of {@code retention:}. */
    static Map<String, Object> retention() {
        String days = Form.DAYS.pattern();
        return new MappingSchema()
                .required(
                        "raw",
                        ValueSchema.matching(days + "|none", List.of("string")),
                        "How long events are kept: 90d; none: they are only forwarded.")
                .required(
                        "rollups",
                        ValueSchema.matching(days + "|none|forever", List.of("string")),
                        "How long counts are kept, from which no installation can be told.")
                .build();
    }
}
