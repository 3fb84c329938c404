package dev.overt.collector.otlp;

import dev.overt.collector.web.Answer;
import dev.overt.collector.web.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What an exporter is told, in the format in which it sent. It sends none of it again.
 *
 * <pre>
 * {"partialSuccess": {"rejectedLogRecords": "N", "errorMessage": "…"}}    {} if all were accepted
 * ExportLogsServiceResponse   1 partial_success: 1 rejected_log_records varint, 2 error_message
 * </pre>
 */
final class ExportAnswer {
    private static final String MESSAGE =
            "These records have no event name, or are no events of the product's manifest.";

    private ExportAnswer() {}

    /** All was accepted, or dropped without a word. */
    static Answer taken(Format format) {
        byte[] nothing = format == Format.JSON ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        return new Answer(200, format.contentType(), Map.of(), nothing);
    }

    /** So many records were not accepted. */
    static Answer partial(Format format, int rejected) {
        if (rejected == 0) {
            return taken(format);
        }
        return new Answer(
                200, format.contentType(), Map.of(), format == Format.JSON ? json(rejected) : protobuf(rejected));
    }

    private static byte[] json(int rejected) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("partialSuccess");
            json.writeStringProperty("rejectedLogRecords", Integer.toString(rejected));
            json.writeStringProperty("errorMessage", MESSAGE);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static byte[] protobuf(int rejected) {
        byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        partial.write(1 << 3);
        for (int rest = rejected; ; rest >>>= 7) {
            partial.write(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
            if (rest <= 0x7f) {
                break;
            }
        }
        partial.write(2 << 3 | WireReader.BYTES);
        partial.write(message.length);
        partial.writeBytes(message);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(1 << 3 | WireReader.BYTES);
        answer.write(partial.size());
        answer.writeBytes(partial.toByteArray());
        return answer.toByteArray();
    }
}
