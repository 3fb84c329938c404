package dev.overt.collector;

import dev.overt.collector.Registration.Outcome;
import dev.overt.collector.web.Json;
import dev.overt.manifest.Change;
import dev.overt.manifest.Difference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * How a collector answers what became of a manifest:
 *
 * <pre>
 * {"outcome":"added|changed|same|refused","product":"…","manifest":"sha256:…","write_key":"…",
 *  "covered":true|false,"changes":[{"path":"…","kind":"widening|neutral|narrowing","what":"…"}]}
 * </pre>
 */
final class RegistrationJson {
    private RegistrationJson() {}

    static void write(Registration registration, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("outcome", registration.outcome().code());
        json.writeStringProperty("product", registration.product());
        json.writeStringProperty("manifest", registration.manifestHash());
        json.writeStringProperty("write_key", registration.writeKey());
        json.writeBooleanProperty("covered", registration.difference().covered());
        json.writeArrayPropertyStart("changes");
        for (Change change : registration.difference().changes()) {
            json.writeStartObject();
            json.writeStringProperty("path", change.path());
            json.writeStringProperty("kind", change.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty("what", change.what());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static Registration read(byte[] answer) {
        Map<String, String> fields = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        try (JsonParser json = Json.parser(answer)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        changes.add(change(strings(json)));
                    }
                } else {
                    fields.put(name, json.getString());
                }
            }
            Difference difference = new Difference(changes, Boolean.parseBoolean(field(fields, "covered")));
            return new Registration(
                    Outcome.valueOf(field(fields, "outcome").toUpperCase(Locale.ROOT)),
                    field(fields, "product"),
                    field(fields, "manifest"),
                    field(fields, "write_key"),
                    difference);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new CollectorException("the collector said something that this Overt does not know", e);
        }
    }

    private static Map<String, String> strings(JsonParser json) {
        Map<String, String> strings = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            strings.put(name, Objects.requireNonNullElse(json.nextStringValue(), ""));
        }
        return strings;
    }

    private static Change change(Map<String, String> fields) {
        Change.Kind kind = Change.Kind.valueOf(field(fields, "kind").toUpperCase(Locale.ROOT));
        return new Change(field(fields, "path"), kind, field(fields, "what"));
    }

    private static String field(Map<String, String> fields, String name) {
        @Nullable String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
