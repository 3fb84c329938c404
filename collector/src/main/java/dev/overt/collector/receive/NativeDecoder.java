package dev.overt.collector.receive;

import dev.overt.collector.enforce.Identifier;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.Drop;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads an upload of the native protocol, version 1, as {@code protocol/README.md} defines it. One use for one body.
 *
 * <p>What is wrong around the events refuses the request; what is wrong with an event, only that event.
 */
final class NativeDecoder {
    private static final Set<String> EVENT_FIELDS = Set.of("id", "event", "install", "at_millis");
    private static final Pattern MANIFEST_HASH = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int MAX_DROP_REASONS = 100;

    private final byte[] body;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> dropped = new LinkedHashMap<>();
    private @Nullable String product;
    private @Nullable String manifest;
    private @Nullable UUID batch;
    private @Nullable List<Slice> events;

    private NativeDecoder(byte[] body) {
        this.body = body;
    }

    /** @throws RefusedRequest 400 if {@code body} is no upload, 413 for too many events */
    static NativeUpload decode(byte[] body) {
        NativeDecoder decoder = new NativeDecoder(body);
        try (JsonParser json = Json.parser(body)) {
            decoder.readUpload(json);
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8, or is cut off or nested too deeply");
        }
        return decoder.upload();
    }

    private void readUpload(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequest(400, "the body must be one JSON object, an upload");
        }
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            readField(name, json);
        }
        if (json.nextToken() != null) {
            throw new RefusedRequest(400, "after the upload's JSON object something else follows");
        }
    }

    private void readField(String name, JsonParser json) {
        switch (name) {
            case "overt" -> check(name, Long.valueOf(1).equals(SentValue.read(json)), "must be 1");
            case "product" -> {
                check(name, json.currentToken() == JsonToken.VALUE_STRING, "must be the product's id");
                product = json.getString();
            }
            case "manifest" -> {
                manifest = hash(SentValue.read(json));
                check(name, manifest != null, "must be sha256: and 64 hexadecimal digits");
            }
            case "batch" -> {
                batch = SentValue.uuid(SentValue.read(json));
                check(name, batch != null, "must be a UUID");
            }
            case "dropped" -> readDropped(json);
            case "events" -> {
                check(name, json.currentToken() == JsonToken.START_ARRAY, "must be an array");
                events = Slice.array(json, "/events");
            }
            default -> json.skipChildren();
        }
    }

    private void check(String name, boolean right, String otherwise) {
        if (!seen.add(name)) {
            throw new RefusedRequest(400, name + " stands twice");
        }
        if (!right) {
            throw new RefusedRequest(400, name + " " + otherwise);
        }
    }

    private static @Nullable String hash(@Nullable Object sent) {
        return sent instanceof String text && MANIFEST_HASH.matcher(text).matches() ? text : null;
    }

    private void readDropped(JsonParser json) {
        check("dropped", json.currentToken() == JsonToken.START_OBJECT, "must be an object of counts");
        for (String reason = json.nextName(); reason != null; reason = json.nextName()) {
            json.nextToken();
            if (!(SentValue.read(json) instanceof Long count) || count < 0) {
                throw new RefusedRequest(400, "dropped must hold whole numbers, 0 or more");
            }
            dropped.merge(Identifier.orNone(reason), count, NativeDecoder::sum);
            if (dropped.size() > MAX_DROP_REASONS) {
                throw new RefusedRequest(400, "dropped must hold at most 100 reasons");
            }
        }
    }

    private static Long sum(Long one, Long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    private NativeUpload upload() {
        for (String required : List.of("overt", "product", "manifest", "batch", "events")) {
            if (!seen.contains(required)) {
                throw new RefusedRequest(400, required + " is missing");
            }
        }
        if (product == null || manifest == null || batch == null || events == null) {
            throw new IllegalStateException("a field was seen and not read");
        }
        return new NativeUpload(product, manifest, batch, dropped, read(events));
    }

    private List<IncomingEvent> read(List<Slice> slices) {
        return new AbstractList<>() {
            @Override
            public IncomingEvent get(int index) {
                return event(slices.get(index));
            }

            @Override
            public int size() {
                return slices.size();
            }
        };
    }

    private IncomingEvent event(Slice slice) {
        if (slice.tooLarge()) {
            UUID id = SentValue.uuid(EventFields.find(body, slice, "id"));
            return malformed(id, DropReason.TOO_LARGE, slice, "");
        }
        EventFields fields = EventFields.read(body, slice, EVENT_FIELDS);
        if (fields == null) {
            return malformed(null, DropReason.INVALID_EVENT, slice, "");
        }
        UUID id = SentValue.uuid(fields.known().get("id"));
        if (id == null) {
            return malformed(null, DropReason.INVALID_EVENT, slice, "/id");
        }
        if (!(fields.known().get("event") instanceof String name) || name.isEmpty()) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/event");
        }
        if (fields.properties() == null) {
            return malformed(id, DropReason.INVALID_EVENT, slice, "/properties");
        }
        return new IncomingEvent.WellFormed(
                id,
                name,
                slice.pointer(),
                fields.known().get("install"),
                fields.known().get("at_millis"),
                fields.properties(),
                Map.of(),
                strays(fields.unknown().keySet()),
                slice.sizeBytes());
    }

    private static IncomingEvent malformed(@Nullable UUID id, DropReason reason, Slice slice, String field) {
        return new IncomingEvent.Malformed(id, Identifier.NONE, reason, slice.pointer() + field, slice.sizeBytes());
    }

    /** Fields beside {@code properties} that the protocol does not know. */
    private static List<Drop> strays(Set<String> names) {
        List<Drop> drops = new ArrayList<>();
        names.forEach(name -> drops.add(new Drop(DropReason.UNDECLARED_PROPERTY, Identifier.orNone(name))));
        return drops;
    }
}
