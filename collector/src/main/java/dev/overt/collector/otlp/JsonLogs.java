package dev.overt.collector.otlp;

import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A request of logs in JSON, with the names of protobuf's JSON form.
 *
 * <pre>
 * {"resourceLogs": [{"resource"?, "scopeLogs": [{"scope"?, "logRecords": [RECORD…]}…]}…]}
 * </pre>
 */
final class JsonLogs {
    private JsonLogs() {}

    /** The parts of one object. */
    private record Parts(@Nullable Slice first, List<Slice> list) {}

    /** As {@link Format#cut}. */
    static List<PlacedRecord> cut(byte[] body) {
        try {
            List<PlacedRecord> records = new ArrayList<>();
            for (Slice group : parts(body, whole(body), "", "resourceLogs").list()) {
                Parts scopes = parts(body, group, "resource", "scopeLogs");
                for (Slice scoped : scopes.list()) {
                    Parts logs = parts(body, scoped, "scope", "logRecords");
                    PlacedRecord.add(records, scopes.first(), logs.first(), logs.list());
                }
            }
            return records;
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
    }

    private static Slice whole(byte[] body) {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedRequest(400, "the body must be a JSON object with resourceLogs");
            }
            Slice whole = Slice.element(json, "");
            if (json.nextToken() != null) {
                throw new RefusedRequest(400, "after the object something else follows");
            }
            return whole;
        }
    }

    private static Parts parts(byte[] body, Slice whole, String first, String list) {
        Slice one = null;
        List<Slice> many = List.of();
        if (!whole.object()) {
            return new Parts(null, many);
        }
        try (JsonParser json = Json.parser(body, whole.fromByte(), whole.sizeBytes())) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                if (name.equals(first) && value == JsonToken.START_OBJECT) {
                    one = within(whole, Slice.element(json, whole.pointer() + "/" + first));
                } else if (name.equals(list) && value == JsonToken.START_ARRAY) {
                    many = Slice.array(json, whole.pointer() + "/" + list).stream()
                            .map(part -> within(whole, part))
                            .toList();
                } else {
                    json.skipChildren();
                }
            }
        }
        return new Parts(one, many);
    }

    /** A parser of a part counts from the part's start. */
    private static Slice within(Slice whole, Slice part) {
        int start = whole.fromByte();
        return new Slice(part.pointer(), start + part.fromByte(), start + part.toByte(), part.object());
    }

    /** As {@link Format#read}. */
    static @Nullable Map<String, @Nullable Object> read(byte[] body, Slice slice) {
        if (!slice.object()) {
            return null;
        }
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            return object(json);
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser json) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            members.put(name, value(json));
        }
        return members;
    }

    /** Numbers as their text: 64-bit ones may be strings as well. */
    private static @Nullable Object value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> json.getString();
        };
    }

    private static List<@Nullable Object> array(JsonParser json) {
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json));
        }
        return items;
    }
}
