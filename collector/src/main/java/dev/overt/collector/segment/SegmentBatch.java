package dev.overt.collector.segment;

import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The body of a Segment request, cut into its messages before any is read.
 *
 * <pre>
 * {"batch": [MESSAGE…], "writeKey"?: KEY, "sentAt"?: ISO time, "context"?, "sequence"?, "integrations"?}
 * MESSAGE, with "writeKey" and "sentAt" beside its own fields
 * </pre>
 *
 * @param writeKey null if the body names none
 */
record SegmentBatch(
        List<Slice> slices,
        @Nullable String writeKey,
        @Nullable Object sentAt) {
    private static final String KEY = "writeKey";
    private static final String SENT_AT = "sentAt";

    /** @throws RefusedRequest 400 if {@code body} is none of Segment's, 413 for too many messages */
    static SegmentBatch cut(byte[] body) {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new RefusedRequest(400, "the body must be a JSON object: a batch, or one message");
            }
            SegmentBatch batch = cut(json);
            if (json.nextToken() != null) {
                throw new RefusedRequest(400, "after the batch something else follows");
            }
            return batch;
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
    }

    private static SegmentBatch cut(JsonParser json) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        List<Slice> batch = null;
        Map<String, @Nullable Object> top = new HashMap<>();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("batch") && value == JsonToken.START_ARRAY) {
                batch = Slice.array(json, "/batch");
            } else if (name.equals(KEY) || name.equals(SENT_AT)) {
                top.put(name, SentValue.read(json));
            } else {
                json.skipChildren();
            }
        }
        List<Slice> slices = batch != null
                ? batch
                : List.of(new Slice("", from, (int) json.currentLocation().getByteOffset(), true));
        String key = top.get(KEY) instanceof String text && !text.isBlank() ? text.strip() : null;
        return new SegmentBatch(slices, key, top.get(SENT_AT));
    }
}
