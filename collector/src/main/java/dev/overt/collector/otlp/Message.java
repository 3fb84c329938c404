package dev.overt.collector.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of OTLP (opentelemetry-proto 1.x) that are read here: the number of each field, its name in JSON, and what
 * it holds. A field that is not listed is skipped.
 */
enum Message {
    RESOURCE,
    SCOPE,
    RECORD,
    KEY_VALUE,
    ANY_VALUE,
    ARRAY_VALUE,
    KEY_VALUE_LIST;

    /** What a field holds; a message, a list of messages, or a scalar. */
    enum Kind {
        STRING,
        BOOL,
        INT64,
        FIXED64,
        DOUBLE,
        BYTES,
        MESSAGE,
        MESSAGES
    }

    /** @param message of what message a field is, where it is one */
    record Field(String name, Kind kind, @Nullable Message message) {
        Field(String name, Kind kind) {
            this(name, kind, null);
        }
    }

    private static final Field ATTRIBUTES = new Field("attributes", Kind.MESSAGES, KEY_VALUE);
    private static final Map<Message, Map<Integer, Field>> FIELDS = Map.of(
            RESOURCE,
            Map.of(1, ATTRIBUTES),
            SCOPE,
            Map.of(1, new Field("name", Kind.STRING), 2, new Field("version", Kind.STRING), 3, ATTRIBUTES),
            RECORD,
            Map.of(
                    1, new Field("timeUnixNano", Kind.FIXED64),
                    2, new Field("severityNumber", Kind.INT64),
                    3, new Field("severityText", Kind.STRING),
                    5, new Field("body", Kind.MESSAGE, ANY_VALUE),
                    6, ATTRIBUTES,
                    9, new Field("traceId", Kind.BYTES),
                    10, new Field("spanId", Kind.BYTES),
                    11, new Field("observedTimeUnixNano", Kind.FIXED64),
                    12, new Field("eventName", Kind.STRING)),
            KEY_VALUE,
            Map.of(1, new Field("key", Kind.STRING), 2, new Field("value", Kind.MESSAGE, ANY_VALUE)),
            ANY_VALUE,
            Map.of(
                    1, new Field("stringValue", Kind.STRING),
                    2, new Field("boolValue", Kind.BOOL),
                    3, new Field("intValue", Kind.INT64),
                    4, new Field("doubleValue", Kind.DOUBLE),
                    5, new Field("arrayValue", Kind.MESSAGE, ARRAY_VALUE),
                    6, new Field("kvlistValue", Kind.MESSAGE, KEY_VALUE_LIST),
                    7, new Field("bytesValue", Kind.BYTES)),
            ARRAY_VALUE,
            Map.of(1, new Field("values", Kind.MESSAGES, ANY_VALUE)),
            KEY_VALUE_LIST,
            Map.of(1, new Field("values", Kind.MESSAGES, KEY_VALUE)));

    /** The field of a number, or null if it is not read. */
    @Nullable
    Field field(int number) {
        return FIELDS.getOrDefault(this, Map.of()).get(number);
    }
}
