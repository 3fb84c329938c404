package dev.overt.collector.posthog;

import dev.overt.collector.receive.SentValue;
import dev.overt.collector.receive.Slice;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the body of a PostHog request. One use for one body.
 *
 * <pre>
 * body   {"api_key"|"token"|"$token": KEY, "batch": [EVENT…], "sent_at"?: ISO time}, [EVENT…], or EVENT
 * </pre>
 *
 * <p>The body is cut into its events first, so that one bad event cannot spoil the others, and because the key and the
 * time of sending may stand behind them.
 */
final class PostHogDecoder {
    private final PostHogKey key = new PostHogKey();
    private List<Slice> slices = List.of();
    private @Nullable Object sentAt;

    private PostHogDecoder(@Nullable Object sentAt) {
        this.sentAt = sentAt;
    }

    /**
     * The events of {@code body}.
     *
     * @param sentAt what the request says beside its body about when it was sent: ISO time or milliseconds; or null
     * @throws RefusedRequest 400 if {@code body} is none of PostHog's or holds no event, 413 for too many events
     */
    static PostHogBatch decode(byte[] body, @Nullable Object sentAt, long receivedAtMillis) {
        PostHogDecoder decoder = new PostHogDecoder(sentAt);
        try (JsonParser json = Json.parser(body)) {
            decoder.cut(json);
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        return decoder.read(body, receivedAtMillis);
    }

    private void cut(JsonParser json) {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_ARRAY) {
            slices = Slice.array(json, "");
        } else if (first == JsonToken.START_OBJECT) {
            cutObject(json);
        } else {
            throw new RefusedRequest(400, "the body must be a JSON object with a batch, or an array of events");
        }
        if (json.nextToken() != null) {
            throw new RefusedRequest(400, "after the batch something else follows");
        }
    }

    private void cutObject(JsonParser json) {
        int from = (int) json.currentTokenLocation().getByteOffset();
        boolean batch = false;
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("batch") && value == JsonToken.START_ARRAY) {
                slices = Slice.array(json, "/batch");
                batch = true;
            } else {
                readTop(name, json);
            }
        }
        if (!batch) {
            slices = List.of(new Slice("", from, (int) json.currentLocation().getByteOffset(), true));
        }
    }

    private void readTop(String name, JsonParser json) {
        if (PostHogKey.isName(name)) {
            key.takeTop(SentValue.read(json));
        } else if (name.equals("sent_at")) {
            Object sent = SentValue.read(json);
            sentAt = sent != null ? sent : sentAt;
        } else {
            json.skipChildren();
        }
    }

    private PostHogBatch read(byte[] body, long receivedAtMillis) {
        if (slices.isEmpty()) {
            throw new RefusedRequest(400, "the batch holds no event");
        }
        PostHogTime time = new PostHogTime(sentAt, receivedAtMillis);
        return new PostHogBatch(
                slices.stream()
                        .map(slice -> PostHogEvent.read(body, slice, time, key))
                        .toList(),
                key);
    }
}
