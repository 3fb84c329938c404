package dev.overt.manifest;

import java.util.List;
import java.util.Map;

/** The JSON Schema of {@code consent:}. */
final class ConsentSchema {
    private static final Map<String, Object> TRUTHY = Map.of("const", "truthy");
    private static final Map<String, Object> ON_OFF = ValueSchema.oneOf(List.of("off", "on"));

    private ConsentSchema() {}

    static Map<String, Object> schema() {
        return new MappingSchema()
                .required(
                        "default",
                        ValueSchema.oneOf(Choice.among(Consent.Default.values()).keySet()),
                        "ask: off until accepted. notice: on once a notice has been shown. on: on unless refused.")
                .optional(
                        "covers",
                        ValueSchema.wholeNumber(1, 1_000_000),
                        "Raise it when more is collected: an earlier answer does not cover more. Default: 1.")
                .optional("ask", ask(), "The words of the prompt, or of the notice.")
                .optional("in-ci", ON_OFF, "Whether it may report in CI. Default: off.")
                .optional("without-terminal", ON_OFF, "Whether it may report without a terminal. Default: on.")
                .optional("quiet", words(), "Commands that neither ask nor report.")
                .optional("environment", environment(), "Variables in the order in which they are asked.")
                .optional("files", files(), "Files that are asked after the variables, before the stored choice.")
                .optional("status-in", words(), "Commands that print the status of telemetry as well.")
                .optional("state", ValueSchema.word(Form.STATE), "The file that keeps the choice of a tool's user.")
                .when(MappingSchema.has("default", List.of("ask", "notice")), Map.of("required", List.of("ask")))
                .when(
                        MappingSchema.has("default", List.of("ask")),
                        Map.of("properties", Map.of("ask", Map.of("required", List.of("title", "question")))))
                .build();
    }

    private static Map<String, Object> ask() {
        return new MappingSchema()
                .optional("title", ValueSchema.word(), "The heading.")
                .required("text", ValueSchema.text(), "What is sent, why, and how to change one's mind.")
                .optional("question", ValueSchema.word(), "What is answered with yes or no.")
                .build();
    }

    private static Map<String, Object> environment() {
        Map<String, Object> off = new MappingSchema()
                .required("off", TRUTHY, "Any value but 0, false and nothing turns telemetry off.")
                .build();
        Map<String, Object> onOff = new MappingSchema()
                .optional("on", words(), "Words that turn telemetry on.")
                .optional("off", someWords(), "Words that turn telemetry off.")
                .build();
        onOff.put("minProperties", 1);
        Map<String, Object> debug = new MappingSchema()
                .required("debug", TRUTHY, "Print what would be sent, and send nothing.")
                .build();
        Map<String, Object> collector = new MappingSchema()
                .required("collector", Map.of("const", "url"), "Send to another collector.")
                .build();
        return MappingSchema.named(
                ValueSchema.word(Form.VARIABLE_NAME), Map.of("anyOf", List.of(off, onOff, debug, collector)));
    }

    private static Map<String, Object> files() {
        Map<String, Object> file = new MappingSchema()
                .optional("json", ValueSchema.word(Form.JSON_KEY), "The setting in a JSON file, with dots.")
                .optional("on", words(), "Words that turn telemetry on.")
                .required("off", someWords(), "Words that turn telemetry off.")
                .optional("set-by", ValueSchema.text(), "What a person does to change it.")
                .build();
        return MappingSchema.named(ValueSchema.word(Form.FILE), file);
    }

    private static Map<String, Object> words() {
        return ValueSchema.listOf(ValueSchema.word());
    }

    private static Map<String, Object> someWords() {
        Map<String, Object> words = words();
        words.put("minItems", 1);
        return words;
    }
}
