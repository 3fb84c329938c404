package dev.overt.collector.web;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as the collector reads and writes it: UTF-8 only, bounded in depth and in the length of names and numbers. The
 * length of a document is bounded before it is read.
 */
public final class Json {
    private static final int MAX_DEPTH = 200;
    private static final int MAX_NUMBER_LENGTH = 64 << 10;
    private static final int MAX_NAME_LENGTH = 64 << 10;
    private static final int MAX_STRING_LENGTH = 16 << 20;

    // Without CHARSET_DETECTION a body in UTF-16 or UTF-32 is an error, and locations are byte offsets.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    private Json() {}

    /** A parser of {@code length} bytes from {@code offset} on; its failures are {@code JacksonException}s. */
    public static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    public static JsonParser parser(byte[] bytes) {
        return parser(bytes, 0, bytes.length);
    }

    public static byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }
}
