package dev.overt.collector;

import dev.overt.collector.log.EventLog;
import dev.overt.collector.store.EventStore;
import dev.overt.collector.store.Loader;
import dev.overt.collector.store.StoreException;
import dev.overt.collector.store.Table;
import dev.overt.collector.web.Answer;
import dev.overt.collector.web.BearerToken;
import dev.overt.collector.web.Endpoint;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.RequestBody;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * {@code POST /admin/sql}: one read-only statement over everything that was acknowledged before it was asked.
 *
 * <pre>
 * Authorization: Bearer ADMIN_TOKEN
 * {"sql":"select 1 as one"}  →  {"columns":["one"],"rows":[[1]]}
 * </pre>
 *
 * Where the store has not caught up with the log in 5 seconds the answer also holds {@code "behind":true}.
 */
final class SqlEndpoint implements Endpoint {
    private static final Duration MAX_WAIT = Duration.ofSeconds(5);

    private final List<String> adminTokens;
    private final EventLog log;
    private final Loader loader;
    private final EventStore store;

    SqlEndpoint(List<String> adminTokens, EventLog log, Loader loader, EventStore store) {
        this.adminTokens = adminTokens;
        this.log = log;
        this.loader = loader;
        this.store = store;
    }

    @Override
    public Answer answer(Request request) throws IOException, InterruptedException {
        if (!BearerToken.of(request)
                .filter(token -> adminTokens.stream().anyMatch(known -> BearerToken.same(known, token)))
                .isPresent()) {
            throw new RefusedRequest(401, "send Authorization: Bearer and the admin token");
        }
        String sql = sql(RequestBody.read(request));
        boolean behind = !loader.awaitOffset(log.endOffset(), MAX_WAIT);
        try {
            Table table = store.query(sql);
            return Answer.json(200, Json.write(json -> write(table, behind, json)));
        } catch (StoreException e) {
            throw new RefusedRequest(400, String.valueOf(e.getMessage()));
        }
    }

    private static String sql(byte[] body) {
        try (JsonParser json = Json.parser(body)) {
            if (json.nextToken() == JsonToken.START_OBJECT
                    && "sql".equals(json.nextName())
                    && json.nextToken() == JsonToken.VALUE_STRING) {
                return json.getString();
            }
        } catch (JacksonException e) {
            throw new RefusedRequest(400, "the body is not JSON in UTF-8");
        }
        throw new RefusedRequest(400, "the body must be {\"sql\":\"…\"}");
    }

    /** The answer as JSON. */
    static void write(Table table, boolean behind, JsonGenerator json) {
        json.writeStartObject();
        json.writeArrayPropertyStart("columns");
        table.columns().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        for (List<@Nullable Object> row : table.rows()) {
            json.writeStartArray();
            row.forEach(value -> write(value, json));
            json.writeEndArray();
        }
        json.writeEndArray();
        if (behind) {
            json.writeBooleanProperty("behind", true);
        }
        json.writeEndObject();
    }

    private static void write(@Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number && finite(number)) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static boolean finite(Number number) {
        return Double.isFinite(number.doubleValue());
    }
}
