package dev.overt.manifest;

import dev.overt.manifest.PropertyType.Keep;
import dev.overt.manifest.PropertyType.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON Schema of one property: which keys there are depends on its type. */
final class PropertySchema {
    private PropertySchema() {}

    static Map<String, Object> schema() {
        List<Object> words = new ArrayList<>();
        List<Object> types = new ArrayList<>();
        for (TypeForm form : TypeForm.values()) {
            Map<String, Object> word = new LinkedHashMap<>();
            word.put("const", form.word());
            word.put("description", describe(form));
            words.add(word);
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("if", MappingSchema.has("type", List.of(form.word())));
            rule.put("then", ofType(form));
            types.add(rule);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("type"));
        schema.put("properties", Map.of("type", Map.of("oneOf", words)));
        schema.put("allOf", types);
        return schema;
    }

    private static String describe(TypeForm form) {
        return switch (form) {
            case ENUM -> "One of a closed set of words.";
            case BOOLEAN -> "True or false.";
            case INTEGER -> "A whole number from min to max.";
            case NUMBER -> "A number from min to max, rounded.";
            case BUCKET -> "The range that a duration, a count or a size falls into.";
            case VERSION -> "A version, cut to a level.";
            case OS -> "The operating system; fills itself in.";
            case ARCH -> "The processor's architecture; fills itself in.";
            case PLATFORM -> "The release target that fits the machine; fills itself in.";
            case INSTALL_METHOD -> "How the product was installed; fills itself in.";
            case ERROR_CLASS -> "The class of an error, one of a closed set.";
            case NAME -> "How something else calls itself, such as a model's id; a narrow alphabet.";
            case HASH -> "A hash with a key that never leaves the machine: tells equal from different, no more.";
            case SESSION_ID -> "A random id of one process, kept nowhere; fills itself in.";
            case LIST -> "Several words of a closed set.";
            case COUNTS -> "How often each word of a closed set occurs.";
            case TEXT -> "A message, scrubbed of paths, addresses, hosts and secrets. Needs a justification.";
            case SQL -> "A statement in SQL without its values, comments and names. Needs a justification.";
        };
    }

    private static Map<String, Object> ofType(TypeForm form) {
        MappingSchema keys = new MappingSchema().required("type", Map.of("const", form.word()), describe(form));
        addKeys(keys, form);
        List<String> facts = form.facts().stream().map(Fact::word).toList();
        if (form != TypeForm.BUCKET && !facts.isEmpty()) {
            keys.optional("of", ValueSchema.oneOf(facts), "What is known where the event happens, and filled in.");
        }
        return keys.optional("optional", ValueSchema.oneOf(List.of("true", "false")), "Whether an event may lack it.")
                .optional("what", ValueSchema.text(), "What it holds, in one sentence, for people.")
                .optional("expires", ValueSchema.word(Form.DAY), "The last day on which a release may report it.")
                .optional("from", ValueSchema.foreignNames(), "What other clients call it.")
                .build();
    }

    private static void addKeys(MappingSchema keys, TypeForm form) {
        switch (form) {
            case ENUM, PLATFORM, INSTALL_METHOD, ERROR_CLASS -> closedSet(keys);
            case LIST -> closedSet(keys).optional("max", ValueSchema.wholeNumber(1, 100), "Most words; default: 20.");
            case COUNTS ->
                closedSet(keys)
                        .optional(
                                "max",
                                ValueSchema.wholeNumber(1, 1_000_000_000_000L),
                                "Largest count; default: 1000000.");
            case INTEGER ->
                keys.required("min", ValueSchema.wholeNumber(), "The least number.")
                        .required("max", ValueSchema.wholeNumber(), "The largest number.");
            case NUMBER ->
                keys.required("min", ValueSchema.number(), "The least number.")
                        .required("max", ValueSchema.number(), "The largest number.")
                        .required("decimals", ValueSchema.wholeNumber(0, 6), "Decimals that are kept.");
            case BUCKET -> bucket(keys);
            case VERSION ->
                keys.optional(
                                "keep",
                                ValueSchema.oneOf(Choice.among(Keep.values()).keySet()),
                                "How much of it is kept.")
                        .optional("otherwise", ValueSchema.word(), "What stands for something that is no version.");
            case NAME ->
                keys.optional("max", ValueSchema.wholeNumber(1, 100), "Most characters; default: 60.")
                        .optional("examples", ValueSchema.listOf(ValueSchema.word()), "Names, for people.");
            case TEXT -> freeText(keys, 2_000);
            case SQL -> freeText(keys, 10_000);
            case BOOLEAN, OS, ARCH, HASH, SESSION_ID -> {}
        }
    }

    private static MappingSchema closedSet(MappingSchema keys) {
        return keys.required(
                        "values", ValueSchema.listOf(ValueSchema.word(), 1, 500), "All words that may be reported.")
                .optional("otherwise", ValueSchema.word(), "What any other word becomes; without it, it is dropped.");
    }

    private static void freeText(MappingSchema keys, long maxCharacters) {
        keys.required("max", ValueSchema.wholeNumber(1, maxCharacters), "Most characters; a longer text is cut.")
                .required("justification", ValueSchema.text(), "Which question needs the text, for reviewers.");
    }

    private static void bucket(MappingSchema keys) {
        keys.required("of", ValueSchema.oneOf(Choice.among(Quantity.values()).keySet()), "What it measures.")
                .required("bounds", ValueSchema.listOf(Map.of(), 1, 50), "Where a range ends and the next begins.");
        Stream.of(Quantity.values())
                .forEach(of -> keys.when(MappingSchema.has("of", List.of(Choice.word(of))), bounds(of)));
    }

    private static Map<String, Object> bounds(Quantity of) {
        List<String> types = of == Quantity.COUNT ? List.of("string", "integer") : List.of("string");
        Map<String, Object> bound = ValueSchema.matching(BucketForm.pattern(of), types);
        if (of == Quantity.COUNT) {
            bound.put("minimum", 1);
            bound.put("maximum", 999_999_999);
        }
        return Map.of("properties", Map.of("bounds", ValueSchema.listOf(bound)));
    }
}
