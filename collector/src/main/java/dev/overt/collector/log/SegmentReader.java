package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One look into a segment's file. Each has a channel of its own, so that an interrupt closes no other. */
final class SegmentReader {
    /** More than the largest record, so that a read always gets on. */
    private static final int MAX_BYTES = 2 * LogRecord.MAX_BYTES;

    private SegmentReader() {}

    /**
     * Entries of the segment at {@code path}, which begins at {@code firstOffset}.
     *
     * @param endOffset what is read ends here at the latest
     */
    static Chunk read(Path path, long firstOffset, long offset, long endOffset, int maxEntries)
            throws IOException, InterruptedException {
        long position = Segment.HEADER_BYTES + offset - firstOffset;
        byte[] bytes = bytes(path, position, (int) Math.min(MAX_BYTES, endOffset - offset));
        ByteBuffer records = ByteBuffer.wrap(bytes);
        List<LogEntry> entries = new ArrayList<>();
        int at = 0;
        while (entries.size() < maxEntries) {
            int size = LogRecord.size(records, at);
            if (size == 0) {
                break;
            }
            int payload = at + LogRecord.HEADER_BYTES;
            if (!LogRecord.isErased(bytes, payload)) {
                entries.add(LogEntryCodec.decode(bytes, payload, size - LogRecord.HEADER_BYTES));
            }
            at += size;
        }
        if (at == 0) {
            throw new LogDamagedException(path, position, "no sound record");
        }
        return new Chunk(entries, offset + at);
    }

    /** The bytes of the file; zeros where it has none. */
    private static byte[] bytes(Path path, long position, int count) throws IOException, InterruptedException {
        byte[] bytes = new byte[count];
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try (FileChannel channel = FileChannel.open(path)) {
            int read = 0;
            while (rest.hasRemaining() && read >= 0) {
                read = channel.read(rest, position + rest.position());
            }
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        return bytes;
    }
}
