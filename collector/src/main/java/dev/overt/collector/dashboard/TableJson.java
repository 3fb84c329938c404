package dev.overt.collector.dashboard;

import dev.overt.collector.store.Table;
import dev.overt.collector.web.Json;
import dev.overt.collector.web.RefusedRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A query over HTTP and its answer.
 *
 * <pre>
 * {"sql":"select 1 as one"}  →  {"columns":["one"],"rows":[[1]]}
 * </pre>
 */
public final class TableJson {
    private TableJson() {}

    /**
     * The statement that a body asks.
     *
     * @throws RefusedRequest if it asks none
     */
    public static String statement(byte[] body) {
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

    /**
     * The answer.
     *
     * @param behind whether the answer lacks what was acknowledged last
     */
    public static byte[] write(Table table, boolean behind) {
        return Json.write(json -> {
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
        });
    }

    private static void write(@Nullable Object value, JsonGenerator json) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }
}
