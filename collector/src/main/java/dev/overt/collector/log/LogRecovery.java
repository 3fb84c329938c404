package dev.overt.collector.log;

import dev.overt.collector.log.LogFiles.LogFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a log's directory holds when it is opened, brought into order.
 *
 * <p>A write that the last run did not finish is cut off: it was never acknowledged. Whatever else is not as it was
 * written is refused. Of the segments before the last only header and length are checked here; their records are checked
 * whenever they are read.
 */
final class LogRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(LogRecovery.class);

    private final LogFiles files;
    private final Path directory;
    private final long segmentBytes;
    private final SegmentNames names;
    private final TreeMap<Long, Path> segments;

    private LogRecovery(LogFiles files, Path directory, long segmentBytes) throws IOException {
        this.files = files;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        createDurably(directory.toAbsolutePath());
        this.names = SegmentNames.list(directory);
        this.segments = names.segments();
    }

    /** A log's segments, the last of them open to be written on. */
    record Recovered(SegmentNames names, Segment last, long endOffset) {}

    static Recovered recover(LogFiles files, Path directory, long segmentBytes) throws IOException {
        return new LogRecovery(files, directory, segmentBytes).recover();
    }

    private Recovered recover() throws IOException {
        Files.deleteIfExists(directory.resolve(Segment.NEW));
        Files.deleteIfExists(directory.resolve(SegmentErasure.NEW));
        if (segments.isEmpty()) {
            segments.put(0L, Segment.path(directory, 0));
            return new Recovered(names, Segment.create(files, directory, 0, segmentBytes), 0);
        }
        for (Map.Entry<Long, Path> segment : segments.entrySet()) {
            check(segment.getValue(), segment.getKey());
        }
        return openLast();
    }

    private void createDurably(Path path) throws IOException {
        Path parent = path.getParent();
        if (parent != null && !Files.isDirectory(path)) {
            createDurably(parent);
            Files.createDirectory(path);
            files.forceDirectory(parent);
        }
    }

    private void check(Path path, long firstOffset) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            Segment.checkHeader(path, in.readNBytes(Segment.HEADER_BYTES), firstOffset);
        }
        long nextOffset = names.nextOffset(firstOffset);
        long size = Files.size(path);
        if (nextOffset >= 0 && Segment.HEADER_BYTES + nextOffset - firstOffset != size) {
            throw new LogDamagedException(
                    path,
                    size,
                    "it ends here, but the next segment begins at offset " + nextOffset + ", so it should have "
                            + (Segment.HEADER_BYTES + nextOffset - firstOffset) + " bytes");
        }
    }

    private Recovered openLast() throws IOException {
        Path path = segments.lastEntry().getValue();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
        int end = Segment.HEADER_BYTES;
        int lastRecord = end;
        for (int size = LogRecord.size(bytes, end); size > 0; size = LogRecord.size(bytes, end)) {
            lastRecord = end;
            end += size;
        }
        checkNothingDurableAfter(end, bytes, path);
        LogFile file = files.open(path);
        try {
            int size = cutTornWrite(file, path, bytes, end);
            forceLastWrite(file, bytes, lastRecord, end);
            int used = end - Segment.HEADER_BYTES;
            return new Recovered(names, new Segment(file, segmentBytes, used, size), segments.lastKey() + used);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void checkNothingDurableAfter(int end, ByteBuffer bytes, Path path) throws IOException {
        for (int at = end + 1; at < bytes.limit() - LogRecord.HEADER_BYTES; at++) {
            if (LogRecord.size(bytes, at) > 0 && LogRecord.writeStart(bytes, at) > end) {
                throw new LogDamagedException(
                        path, end, "no sound record, but one that was written later is at byte " + at);
            }
        }
    }

    /** Returns the size of the file that is left. */
    private static int cutTornWrite(LogFile file, Path path, ByteBuffer bytes, int end) throws IOException {
        int last = bytes.limit();
        while (last > end && bytes.get(last - 1) == 0) {
            last--;
        }
        if (last == end) {
            return bytes.limit();
        }
        LOG.warn(
                "cut {} bytes of an unfinished write, which nobody was told is kept, off {} at byte {}",
                last - end,
                path,
                end);
        file.truncate(end);
        file.force(true);
        return end;
    }

    /**
     * Writes the last write once more. If its force failed and only the process ended, its records are in the page cache
     * and count as clean, so a force alone would leave them there.
     */
    private static void forceLastWrite(LogFile file, ByteBuffer bytes, int lastRecord, int end) throws IOException {
        if (end > Segment.HEADER_BYTES) {
            int start = Math.max(Segment.HEADER_BYTES, LogRecord.writeStart(bytes, lastRecord));
            file.write(bytes.duplicate().limit(end).position(start), start);
            file.force(true);
        }
    }
}
