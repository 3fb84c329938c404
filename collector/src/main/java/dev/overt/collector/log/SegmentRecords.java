package dev.overt.collector.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The records of a segment that is written no more, from the first to the last, in bounded memory. One thread. */
final class SegmentRecords implements Closeable {
    private static final int BUFFER_BYTES = 2 * LogRecord.MAX_BYTES;

    private final Path path;
    private final FileChannel channel;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    /** Where in the file the buffer begins. */
    private long bufferPosition = Segment.HEADER_BYTES;
    /** Where in the buffer the record begins, and its size with its header. */
    private int start;

    private int size;

    SegmentRecords(Path path) throws IOException {
        this.path = path;
        this.channel = FileChannel.open(path);
        buffer.limit(0);
    }

    /**
     * Goes on to the next record; false after the last.
     *
     * @throws LogDamagedException if what follows is no sound record
     */
    boolean next() throws IOException {
        start += size;
        size = LogRecord.size(buffer, start);
        if (size == 0) {
            fill();
            size = LogRecord.size(buffer, start);
        }
        if (size == 0 && start < buffer.limit()) {
            throw new LogDamagedException(path, position(), "no sound record");
        }
        return size > 0;
    }

    /** Moves what is left to the buffer's beginning, and reads on behind it. */
    private void fill() throws IOException {
        bufferPosition += start;
        buffer.position(start).compact();
        start = 0;
        long position = bufferPosition + buffer.position();
        int read = 0;
        while (buffer.hasRemaining() && read >= 0) {
            position += read;
            read = channel.read(buffer, position);
        }
        buffer.flip();
    }

    /** Where in the file the record begins. */
    long position() {
        return bufferPosition + start;
    }

    /** What {@link #payloadStart} and {@link #payloadBytes} are about; changes with the next record. */
    byte[] bytes() {
        return bytes;
    }

    int payloadStart() {
        return start + LogRecord.HEADER_BYTES;
    }

    int payloadBytes() {
        return size - LogRecord.HEADER_BYTES;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
