package dev.overt.collector.otlp;

import dev.overt.collector.receive.Slice;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the fields of one protobuf message, within its bytes.
 *
 * <pre>
 * message  = (tag value)…              tag = varint: number &lt;&lt; 3 | type
 * type 0     varint, of at most ten bytes
 * type 1     8 bytes, little-endian
 * type 2     varint length, then so many bytes
 * type 5     4 bytes
 * </pre>
 */
final class WireReader {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;

    private final ByteBuffer bytes;
    private int type;

    /** The bytes are no message. */
    static final class BrokenMessage extends Exception {
        private static final long serialVersionUID = 1;

        BrokenMessage() {
            super("broken protobuf", null, false, false);
        }
    }

    WireReader(byte[] body, int from, int length) {
        bytes = ByteBuffer.wrap(body, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The number of the next field, or 0 at the end. Its value is to be read or skipped before the next. */
    int next() throws BrokenMessage {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        long tag = varint();
        long number = tag >>> TYPE_BITS;
        if (number < 1 || number > Integer.MAX_VALUE >> (TYPE_BITS - 1)) {
            throw new BrokenMessage();
        }
        type = (int) tag & 7;
        return (int) number;
    }

    /** The type of the value that is next. */
    int type() {
        return type;
    }

    long varint() throws BrokenMessage {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw new BrokenMessage();
            }
            byte next = bytes.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BrokenMessage();
    }

    long fixed64() throws BrokenMessage {
        int at = take(Long.BYTES);
        return bytes.getLong(at);
    }

    /** Where a value of bytes stands in the body. */
    Slice bytes(String pointer) throws BrokenMessage {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new BrokenMessage();
        }
        int from = take((int) length);
        return new Slice(pointer, from, from + (int) length, true);
    }

    String string() throws BrokenMessage {
        Slice text = bytes("");
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate().limit(text.toByte()).position(text.fromByte()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BrokenMessage();
        }
    }

    void skip() throws BrokenMessage {
        switch (type) {
            case VARINT -> varint();
            case FIXED64 -> take(Long.BYTES);
            case BYTES -> bytes("");
            case FIXED32 -> take(Integer.BYTES);
            default -> throw new BrokenMessage();
        }
    }

    private int take(int length) throws BrokenMessage {
        if (length > bytes.remaining()) {
            throw new BrokenMessage();
        }
        int at = bytes.position();
        bytes.position(at + length);
        return at;
    }
}
