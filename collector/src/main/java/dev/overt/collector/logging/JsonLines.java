package dev.overt.collector.logging;

import dev.overt.collector.web.Json;
import java.nio.charset.StandardCharsets;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A JSON object on a line for each record.
 *
 * <pre>
 * {"time":"2026-11-21T12:00:00.000Z","level":"error","logger":"dev.overt.…","message":"…","failure":"Class at frame at …"}
 * </pre>
 */
final class JsonLines extends Formatter {
    @Override
    public String format(LogRecord written) {
        WrittenRecord record = WrittenRecord.of(written);
        byte[] line = Json.write(json -> {
            json.writeStartObject();
            json.writeStringProperty("time", written.getInstant().toString());
            json.writeStringProperty("level", record.level());
            json.writeStringProperty("logger", record.logger());
            json.writeStringProperty("message", record.message());
            if (record.failure() != null) {
                json.writeStringProperty("failure", record.failure());
            }
            json.writeEndObject();
        });
        return new String(line, StandardCharsets.UTF_8) + "\n";
    }
}
