package dev.overt.manifest;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema (draft 2020-12) of manifests, by which an editor completes and checks them. Whatever
 * {@link ManifestReader} accepts is valid by it. It cannot say everything: what depends on two places of the file, on
 * how a number was spelt or on the calendar, only the reader tells.
 */
public final class ManifestSchema {
    private static final Map<String, Object> TEXTS = ValueSchema.listOf(ValueSchema.text());
    private static final Map<String, Object> STATEMENTS = MappingSchema.named(ValueSchema.word(), ValueSchema.text());

    private ManifestSchema() {}

    /** The schema as JSON text; the same as the resource {@code telemetry.schema.json} beside this class. */
    public static String json() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Overt manifest, version 1");
        schema.putAll(manifest());
        schema.put("$defs", Map.of("property", PropertySchema.schema()));
        return JsonText.indented(schema);
    }

    private static Map<String, Object> manifest() {
        MappingSchema keys = new MappingSchema()
                .required("overt", ValueSchema.wholeNumber(1, 1), "Version of the language: 1.")
                .required("product", product(), "What reports.");
        keys.optional("purpose", TEXTS, "Why there is telemetry at all.")
                .optional("separate", STATEMENTS, "What is not this telemetry, though one could think so.")
                .optional("history", STATEMENTS, "What changed in which version.")
                .optional("links", STATEMENTS, "Where to read more: URLs, or paths in the repository.");
        keys.required("consent", ConsentSchema.schema(), "Who is asked, and what turns telemetry on and off.")
                .required("identity", identity(), "What ties events together.")
                .optional("common", properties(), "Properties of every event that can have them.")
                .required("events", events(), "What happens, and what is reported of it.")
                .optional("never", ValueSchema.listOf(ValueSchema.word()), "What is never sent.")
                .required("delivery", DeliverySchema.delivery(), "How events leave the machine.")
                .optional("destinations", DeliverySchema.destinations(), "Where the collector forwards to.")
                .required("retention", DeliverySchema.retention(), "How long a collector keeps what was reported.")
                .optional("web", web(), "The banner of the product's pages.")
                .optional("container", container(), "What a container keeps.")
                .optional("accept", accept(), "Rules of lint that are departed from, and why.");
        surfaces(keys);
        return keys.build();
    }

    private static Map<String, Object> product() {
        return new MappingSchema()
                .required("id", ValueSchema.word(Form.PRODUCT_ID), "A short id, such as `initrunner`.")
                .required("name", ValueSchema.word(), "The name for people.")
                .required("contact", ValueSchema.word(Form.CONTACT), "An e-mail address or the URL of a page.")
                .optional("command", ValueSchema.word(Form.COMMAND), "What a person types; default: the id.")
                .build();
    }

    private static Map<String, Object> identity() {
        Map<String, Object> kind =
                ValueSchema.oneOf(Choice.among(Identity.Kind.values()).keySet());
        Map<String, Object> mapping = new MappingSchema()
                .required("kind", kind, "Whose id an event carries.")
                .optional("file", ValueSchema.word(Form.STATE), "Where the id is kept; default: the state file.")
                .build();
        return Map.of("anyOf", List.of(kind, mapping));
    }

    private static Map<String, Object> properties() {
        return MappingSchema.named(ValueSchema.word(Form.PROPERTY_NAME), Map.of("$ref", "#/$defs/property"));
    }

    private static Map<String, Object> events() {
        Map<String, Object> event = new MappingSchema()
                .required("why", ValueSchema.text(), "What the maintainers want to learn.")
                .required("when", ValueSchema.text(), "The moment at which it is recorded.")
                .optional(
                        "trigger",
                        ValueSchema.oneOf(Trigger.words().keySet()),
                        "What makes it be recorded; without it, a call of the tool's code.")
                .optional("expires", ValueSchema.word(Form.DAY), "The last day on which a release may report it.")
                .optional("from", ValueSchema.foreignNames(), "What other clients call it.")
                .optional("properties", properties(), "What is reported of it.")
                .build();
        Map<String, Object> events = MappingSchema.named(ValueSchema.word(Form.EVENT_NAME), event);
        events.put("minProperties", 1);
        return events;
    }

    private static Map<String, Object> web() {
        Map<String, Object> ask = new MappingSchema()
                .required("title", ValueSchema.word(), "The heading.")
                .required("text", ValueSchema.text(), "What is sent, and why.")
                .optional("accept", ValueSchema.word(), "The button that accepts; default: Enable.")
                .optional("refuse", ValueSchema.word(), "The button that refuses; default: No thanks.")
                .build();
        Map<String, Object> earlier =
                MappingSchema.named(ValueSchema.word(Form.STORAGE_KEY), ValueSchema.listOf(ValueSchema.word()));
        return new MappingSchema()
                .required("ask", ask, "The words of the banner.")
                .required("storage", ValueSchema.word(Form.STORAGE_KEY), "The key in the browser's local storage.")
                .optional("refused-before", earlier, "Keys of earlier releases, and their values that were refusals.")
                .build();
    }

    private static Map<String, Object> container() {
        return new MappingSchema()
                .required("marker", ValueSchema.word(Form.FILE), "The file that tells which version ran before.")
                .build();
    }

    private static Map<String, Object> accept() {
        Map<String, Object> accept = MappingSchema.named(ValueSchema.word(Form.RULE), ValueSchema.text());
        MappingSchema rules = new MappingSchema();
        Stream.of(Rule.values())
                .filter(Rule::acceptable)
                .forEach(rule -> rules.optional(rule.id(), ValueSchema.text(), rule.title() + "."));
        accept.put("properties", rules.build().get("properties"));
        return accept;
    }

    /** What is needed besides depends on where events come from. */
    private static void surfaces(MappingSchema keys) {
        Map<String, Object> state = Map.of("properties", Map.of("consent", Map.of("required", List.of("state"))));
        List<String> elsewhere = triggers(List.of(Surface.INSTALLER, Surface.CONTAINER, Surface.WEB));
        Map<String, Object> tool =
                Map.of("not", Map.of("additionalProperties", MappingSchema.has("trigger", elsewhere)));
        keys.when(events(tool), state);
        keys.when(events(some(Surface.WEB)), Map.of("required", List.of("web")));
        keys.when(events(some(Surface.CONTAINER)), Map.of("required", List.of("container")));
    }

    private static Map<String, Object> events(Map<String, Object> condition) {
        return Map.of("properties", Map.of("events", condition));
    }

    private static Map<String, Object> some(Surface surface) {
        Map<String, Object> event = MappingSchema.has("trigger", triggers(List.of(surface)));
        return Map.of("not", Map.of("additionalProperties", Map.of("not", event)));
    }

    private static List<String> triggers(Collection<Surface> surfaces) {
        return Trigger.words().entrySet().stream()
                .filter(word -> surfaces.contains(word.getValue().surface()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
