package dev.overt.collector.log;

import java.nio.ByteBuffer;
import java.util.List;

/** Records that will become durable in one write. Guarded by the log's lock until it is being written. */
final class WriteBuffer {
    private static final int INITIAL_BYTES = 1 << 16;

    private ByteBuffer bytes = ByteBuffer.allocate(INITIAL_BYTES);
    private Write write;
    private int count;
    private boolean beginsSegment;

    WriteBuffer(Write write) {
        this.write = write;
    }

    /** The write that the records will be part of. */
    Write write() {
        return write;
    }

    int sizeBytes() {
        return bytes.position();
    }

    /** Has its records written into a new segment, even if there are none. */
    void beginSegment() {
        beginsSegment = true;
    }

    boolean beginsSegment() {
        return beginsSegment;
    }

    /** Whether there is anything to do. */
    boolean isDue() {
        return sizeBytes() > 0 || beginsSegment;
    }

    /** How many records there are. */
    int count() {
        return count;
    }

    static long sizeBytes(List<byte[]> payloads) {
        long size = 0;
        for (byte[] payload : payloads) {
            size += LogRecord.HEADER_BYTES + payload.length;
        }
        return size;
    }

    void add(List<byte[]> payloads) {
        makeRoom(Math.toIntExact(sizeBytes(payloads)));
        for (byte[] payload : payloads) {
            LogRecord.put(bytes, payload, bytes.position());
        }
        count += payloads.size();
    }

    private void makeRoom(int moreBytes) {
        if (bytes.remaining() < moreBytes) {
            int needed = Math.addExact(bytes.position(), moreBytes);
            bytes = ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.capacity())))
                    .put(bytes.flip());
        }
    }

    /** All records, as they go to the disk. */
    ByteBuffer records() {
        return bytes.duplicate().flip();
    }

    /** Empties it for the records of another write. */
    void clear(Write next) {
        bytes.clear();
        write = next;
        count = 0;
        beginsSegment = false;
    }
}
