package dev.overt.collector.insights;

import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What Application Insights wraps around each thing that a client reports; of its fields those that mean something here.
 *
 * <pre>
 * iKey              the instrumentation key
 * time              when it happened, in ISO 8601
 * tags              an object of strings, such as ai.application.ver
 * data.baseType     EventData, or what else it is
 * data.baseData     the thing itself
 * </pre>
 *
 * @param fields {@code iKey}, {@code time} and {@code data.baseType} as sent values
 * @param tags none if they were not sent as an object
 * @param baseData where in the request it stands, or null if there is none
 */
record Envelope(
        Slice slice,
        Map<String, @Nullable Object> fields,
        Map<String, @Nullable Object> tags,
        @Nullable Slice baseData) {
    private static final String KEY = "iKey";
    private static final String TIME = "time";
    private static final String BASE_TYPE = "baseType";
    private static final String EVENT = "EventData";

    /** The envelope at a slice, or null if that is no JSON object. */
    static @Nullable Envelope read(byte[] body, Slice slice) {
        if (!slice.object()) {
            return null;
        }
        try (JsonParser json = Json.parser(body, slice.fromByte(), slice.sizeBytes())) {
            json.nextToken();
            Envelope envelope = read(json, slice);
            return json.nextToken() == null ? envelope : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Envelope read(JsonParser json, Slice slice) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Map<String, @Nullable Object> tags = new LinkedHashMap<>();
        Slice baseData = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals(KEY) || name.equals(TIME)) {
                fields.put(name, SentValue.read(json));
            } else if (name.equals("tags") && value == JsonToken.START_OBJECT) {
                readTags(json, tags);
            } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
                baseData = readData(json, slice, fields);
            } else {
                json.skipChildren();
            }
        }
        return new Envelope(slice, fields, tags, baseData);
    }

    private static void readTags(JsonParser json, Map<String, @Nullable Object> tags) {
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            tags.put(name, SentValue.read(json));
        }
    }

    private static @Nullable Slice readData(JsonParser json, Slice slice, Map<String, @Nullable Object> fields) {
        Slice baseData = null;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("baseData")) {
                baseData = within(slice, Slice.element(json, slice.pointer() + "/data/baseData"));
            } else if (name.equals(BASE_TYPE)) {
                fields.put(name, SentValue.read(json));
            } else {
                json.skipChildren();
            }
        }
        return baseData;
    }

    /** A parser of a part counts from the part's start. */
    private static Slice within(Slice whole, Slice part) {
        int start = whole.fromByte();
        return new Slice(part.pointer(), start + part.fromByte(), start + part.toByte(), part.object());
    }

    /** The instrumentation key as it was sent; empty if there is none. */
    String key() {
        return fields.get(KEY) instanceof String key ? key : "";
    }

    @Nullable
    Object time() {
        return fields.get(TIME);
    }

    /** Whether it wraps an event: not if it says that it wraps something else, such as a metric or a trace. */
    boolean isEvent() {
        return !(fields.get(BASE_TYPE) instanceof String type) || type.equals(EVENT);
    }
}
