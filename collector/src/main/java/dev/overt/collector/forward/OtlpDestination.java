package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import dev.overt.collector.web.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Any receiver of OpenTelemetry's logs over HTTP, in JSON (https://opentelemetry.io/docs/specs/otlp/#otlphttp).
 *
 * <pre>
 * POST /v1/logs
 * {"resourceLogs":[{"resource":{"attributes":[service.name = product]},
 *    "scopeLogs":[{"scope":{"name":"dev.overt"},"logRecords":[RECORD…]}]}]}
 * RECORD   {"timeUnixNano":"…","observedTimeUnixNano":"…","severityNumber":9,"eventName":"…","attributes":[…]}
 *
 * attributes    log.record.uid = the event's id; app.installation.id; then the declared ones: text, numbers, booleans,
 *               lists as arrays, counts as kvlists
 * 200           {}, or {"partialSuccess":{"rejectedLogRecords":"1"}}: it does not say which, and none may be sent again
 * </pre>
 */
final class OtlpDestination implements Destination {
    private static final int MAX_EVENTS = 500;
    private static final int INFO = 9;
    private static final long NANOS = 1_000_000;
    private static final String BY_HAND =
            "OTLP cannot ask for it; by hand: delete there what has the installation's id as app.installation.id";

    private final URI address;
    private final String product;
    private final @Nullable String authorization;
    private final Post post;

    /** @param authorization value of the header of that name; null for none */
    OtlpDestination(URI url, String product, @Nullable String authorization, Post post) {
        this.address = url.getPath().endsWith("/v1/logs") ? url : Addresses.below(url, "/v1/logs");
        this.product = product;
        this.authorization = authorization;
        this.post = post;
    }

    static OtlpDestination of(dev.overt.manifest.Destination declared, String product, Given given, Post post) {
        String token = given.optionalSecret("bearer-token");
        return new OtlpDestination(declared.url(), product, token == null ? null : "Bearer " + token, post);
    }

    @Override
    public int maxEvents() {
        return MAX_EVENTS;
    }

    @Override
    public List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException {
        return Bisection.deliver(events, this::send);
    }

    private Bisection.Outcome send(List<LogEntry.Accepted> events) throws InterruptedException {
        HttpRequest.Builder request = Post.json(address, body(events));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        Reply reply = post.send(request.build());
        Fate fate = fate(reply, events.size());
        return reply.isSuccess()
                ? Bisection.Outcome.ofEach(Collections.nCopies(events.size(), fate))
                : Bisection.Outcome.of(events, fate);
    }

    private byte[] body(List<LogEntry.Accepted> events) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("resourceLogs");
            json.writeStartObject();
            json.writeObjectPropertyStart("resource");
            json.writeArrayPropertyStart("attributes");
            attribute("service.name", product, json);
            json.writeEndArray();
            json.writeEndObject();
            json.writeArrayPropertyStart("scopeLogs");
            json.writeStartObject();
            json.writeObjectPropertyStart("scope");
            json.writeStringProperty("name", "dev.overt");
            json.writeEndObject();
            json.writeArrayPropertyStart("logRecords");
            events.forEach(event -> write(event, json));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(LogEntry.Accepted event, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("timeUnixNano", Long.toString(event.atMillis() * NANOS));
        json.writeStringProperty("observedTimeUnixNano", Long.toString(event.receivedAtMillis() * NANOS));
        json.writeNumberProperty("severityNumber", INFO);
        json.writeStringProperty("eventName", event.event());
        json.writeArrayPropertyStart("attributes");
        attribute("log.record.uid", event.id().toString(), json);
        if (event.install() != null) {
            attribute("app.installation.id", event.install(), json);
        }
        event.properties().forEach((name, value) -> attribute(name, value, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void attribute(String key, Object value, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        json.writeName("value");
        value(value, json);
        json.writeEndObject();
    }

    /** An AnyValue; whole numbers are text in proto3's JSON. */
    private static void value(Object value, JsonGenerator json) {
        json.writeStartObject();
        if (value instanceof Boolean flag) {
            json.writeBooleanProperty("boolValue", flag);
        } else if (value instanceof Long number) {
            json.writeStringProperty("intValue", number.toString());
        } else if (value instanceof Double number) {
            json.writeNumberProperty("doubleValue", number);
        } else if (value instanceof List<?> words) {
            json.writeObjectPropertyStart("arrayValue");
            json.writeArrayPropertyStart("values");
            words.forEach(word -> value((String) word, json));
            json.writeEndArray();
            json.writeEndObject();
        } else if (value instanceof Map<?, ?> counts) {
            json.writeObjectPropertyStart("kvlistValue");
            json.writeArrayPropertyStart("values");
            counts.forEach((word, count) -> attribute((String) word, (Long) count, json));
            json.writeEndArray();
            json.writeEndObject();
        } else {
            json.writeStringProperty("stringValue", value.toString());
        }
        json.writeEndObject();
    }

    private static Fate fate(Reply reply, int sent) {
        if (!reply.isSuccess()) {
            return reply.fate();
        }
        long rejected = rejected(reply);
        if (rejected < 0) {
            return new Fate.Later("its answer is not an OTLP receiver's");
        }
        return rejected == 0
                ? Fate.DELIVERED
                : new Fate.Refused("it rejected " + rejected + " of " + sent + " and did not say which");
    }

    /** How many it rejected; negative for an answer that is none. */
    private static long rejected(Reply reply) {
        if (reply.body().length == 0) {
            return 0;
        }
        try (JsonParser json = Json.parser(reply.body())) {
            if (!reply.whole() || json.nextToken() != JsonToken.START_OBJECT) {
                return -1;
            }
            long rejected = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && "rejectedLogRecords".equals(json.currentName())) {
                    json.nextToken();
                    rejected = Long.parseLong(json.getString());
                }
            }
            return rejected;
        } catch (JacksonException | NumberFormatException e) {
            return -1;
        }
    }

    @Override
    public Erasure.Result erase(String install) {
        return Erasure.Result.impossible(BY_HAND);
    }
}
