package dev.overt.collector.otlp;

import dev.overt.collector.receive.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** How a request is written: JSON if its type says so, else protobuf. */
enum Format {
    JSON("application/json") {
        @Override
        List<PlacedRecord> cut(byte[] body) {
            return JsonLogs.cut(body);
        }

        @Override
        @Nullable
        Map<String, @Nullable Object> read(byte[] body, Slice slice, Message message) {
            return JsonLogs.read(body, slice);
        }
    },
    PROTOBUF("application/x-protobuf") {
        @Override
        List<PlacedRecord> cut(byte[] body) {
            return ProtobufLogs.cut(body);
        }

        @Override
        @Nullable
        Map<String, @Nullable Object> read(byte[] body, Slice slice, Message message) {
            return ProtobufLogs.read(body, slice, message);
        }
    };

    private final String contentType;

    Format(String contentType) {
        this.contentType = contentType;
    }

    static Format of(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.toLowerCase(Locale.ROOT).contains("json") ? JSON : PROTOBUF;
    }

    String contentType() {
        return contentType;
    }

    /**
     * Where the log records of a body are.
     *
     * @throws dev.overt.collector.web.RefusedRequest 400 if the body is no request of logs, 413 for too many records
     */
    abstract List<PlacedRecord> cut(byte[] body);

    /** The fields of a message by their names in JSON, or null if it cannot be read. */
    abstract @Nullable Map<String, @Nullable Object> read(byte[] body, Slice slice, Message message);
}
