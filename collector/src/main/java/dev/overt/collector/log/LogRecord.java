package dev.overt.collector.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The layout of one record in a segment. Numbers are big-endian.
 *
 * <pre>
 * at   bytes
 *  0   4      length of the payload, 1 to 1,048,576; 0 where nothing was written yet
 *  4   4      CRC32C of all other bytes of the record
 *  8   4      how many bytes before this record the write that it belongs to began, at least 0
 * 12   length payload: one entry, see {@link LogEntryCodec}; spaces where one was erased
 * </pre>
 *
 * The third number tells a torn write from damage: a write begins only when all before it is durable. So a record that
 * cannot be read is part of an unfinished write, unless a later record's write began after it.
 */
final class LogRecord {
    static final int HEADER_BYTES = 12;
    static final int MAX_PAYLOAD_BYTES = 1 << 20;
    static final int MAX_BYTES = HEADER_BYTES + MAX_PAYLOAD_BYTES;

    private static final int CRC = 4;
    private static final int BEHIND = 8;
    private static final byte ERASED = ' ';

    private LogRecord() {}

    /** Writes a record at the buffer's position, and moves it past the record. */
    static void put(ByteBuffer buffer, byte[] payload, int behindBytes) {
        int start = buffer.position();
        buffer.putInt(payload.length).putInt(0).putInt(behindBytes).put(payload);
        buffer.putInt(start + CRC, crc(buffer, start, payload.length));
    }

    /** Makes spaces of the payload of the record that the buffer holds; its size and place stay. */
    static void erase(ByteBuffer record) {
        Arrays.fill(record.array(), record.arrayOffset() + HEADER_BYTES, record.arrayOffset() + record.limit(), ERASED);
        record.putInt(CRC, crc(record, 0, record.limit() - HEADER_BYTES));
    }

    /** Whether the record whose payload begins at {@code payload} was erased. An entry begins with a brace. */
    static boolean isErased(byte[] bytes, int payload) {
        return bytes[payload] == ERASED;
    }

    /** Size of the record at {@code start}, with its header, or 0 if there is no whole and sound one. */
    static int size(ByteBuffer buffer, int start) {
        int room = buffer.limit() - start - HEADER_BYTES;
        if (room <= 0) {
            return 0;
        }
        int length = buffer.getInt(start);
        boolean sound = length > 0
                && length <= Math.min(room, MAX_PAYLOAD_BYTES)
                && buffer.getInt(start + BEHIND) >= 0
                && buffer.getInt(start + CRC) == crc(buffer, start, length);
        return sound ? HEADER_BYTES + length : 0;
    }

    /** Where in the buffer the write of the record at {@code start} began. */
    static int writeStart(ByteBuffer buffer, int start) {
        return start - buffer.getInt(start + BEHIND);
    }

    private static int crc(ByteBuffer buffer, int start, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.duplicate().limit(start + CRC).position(start));
        crc.update(buffer.duplicate().limit(start + HEADER_BYTES + length).position(start + BEHIND));
        return (int) crc.getValue();
    }
}
