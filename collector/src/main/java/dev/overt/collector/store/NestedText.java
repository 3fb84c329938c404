package dev.overt.collector.store;

import java.io.StringWriter;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A list, a map or a struct of DuckDB as JSON text: {@code ["a","b"]}, {@code {"a":1}}. */
final class NestedText {
    private static final JsonFactory JSON = new JsonFactory();

    private NestedText() {}

    static boolean isNested(Object value) {
        return value instanceof Array || value instanceof Map || value instanceof DuckDBStruct;
    }

    static String of(Object value) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, json);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws SQLException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Array array) {
            list((Object[]) array.getArray(), json);
        } else if (value instanceof Map<?, ?> map) {
            object(map, json);
        } else if (value instanceof DuckDBStruct struct) {
            object(struct.getMap(), json);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.toString());
        } else {
            json.writeString(value.toString());
        }
    }

    private static void list(@Nullable Object[] items, JsonGenerator json) throws SQLException {
        json.writeStartArray();
        for (Object item : items) {
            write(item, json);
        }
        json.writeEndArray();
    }

    private static void object(Map<?, ?> members, JsonGenerator json) throws SQLException {
        json.writeStartObject();
        for (Map.Entry<?, ?> member : members.entrySet()) {
            json.writeName(String.valueOf(member.getKey()));
            write(member.getValue(), json);
        }
        json.writeEndObject();
    }
}
