package dev.overt.collector.forward;

import dev.overt.collector.files.DurableFile;
import dev.overt.collector.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The file that says up to where of the log a destination has everything: {@code {"offset":1234}}. Replaced whole, so that a
 * crash leaves the old place or the new one.
 *
 * @param file in a folder that exists
 */
record Position(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(Position.class);

    /** The place; empty for a destination that is new. One that cannot be read is the log's start: nothing is lost. */
    OptionalLong read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
        try (JsonParser json = Json.parser(bytes)) {
            if (json.nextToken() == JsonToken.START_OBJECT
                    && "offset".equals(json.nextName())
                    && json.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getLongValue() >= 0) {
                return OptionalLong.of(json.getLongValue());
            }
        } catch (JacksonException e) {
            // said below
        }
        LOG.error("{} is damaged: all that the log still has is sent again, under the same ids", file);
        return OptionalLong.of(0);
    }

    void write(long offset) throws IOException {
        DurableFile.replace(file, Json.write(json -> {
            json.writeStartObject();
            json.writeNumberProperty("offset", offset);
            json.writeEndObject();
        }));
    }
}
