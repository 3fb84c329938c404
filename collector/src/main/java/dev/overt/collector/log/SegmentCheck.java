package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one segment's file still holds: runs of sound records, and between them what is lost.
 *
 * @param headerSound whether it begins as the segment of its name does
 * @param runs never empty; one that follows a loss, or is the first, may hold nothing
 * @param losses what lies between the runs, in their order; one more where the file ends too early or in damage
 * @param cutBytes how many bytes follow that belong to no record: an unfinished write, or what a repair has moved elsewhere
 */
record SegmentCheck(Path path, boolean headerSound, ByteBuffer bytes, List<Run> runs, List<Run> losses, long cutBytes) {
    /**
     * A part of the file.
     *
     * @param records how many; of a loss, at least so many
     * @param exact whether {@code records} is exact
     */
    record Run(long from, long to, int records, boolean exact) {
        long sizeBytes() {
            return to - from;
        }
    }

    boolean sound() {
        return headerSound && losses.isEmpty();
    }

    int records() {
        return runs.stream().mapToInt(Run::records).sum();
    }

    /**
     * Reads the file of a segment.
     *
     * @param nextOffset where the log goes on after it, or -1 for the last segment
     * @throws IOException if the file is of a newer format, or of another place than its name says
     */
    static SegmentCheck of(Path path, long firstOffset, long nextOffset) throws IOException {
        byte[] file = Files.readAllBytes(path);
        byte[] bytes = Arrays.copyOf(file, Math.max(file.length, Segment.HEADER_BYTES));
        boolean headerSound = true;
        try {
            Segment.checkHeader(path, bytes, firstOffset);
        } catch (LogDamagedException e) {
            headerSound = false;
            if (Segment.isHeader(bytes)) {
                throw new IOException(
                        e.getMessage()
                                + " If the file was renamed, name it as its header says; if it belongs to another"
                                + " log, move it away. Then check again.",
                        e);
            }
        }
        boolean last = nextOffset < 0;
        long end = last ? bytes.length : Segment.HEADER_BYTES + nextOffset - firstOffset;
        return new Scan(ByteBuffer.wrap(bytes), (int) Math.min(end, bytes.length), end, last).check(path, headerSound);
    }

    /** One pass over a segment's bytes. */
    private static final class Scan {
        private final ByteBuffer bytes;
        /** Where the records should end; of the last segment, where the file ends. */
        private final long end;

        private final boolean last;
        private final List<Run> runs = new ArrayList<>();
        private final List<Run> losses = new ArrayList<>();

        Scan(ByteBuffer bytes, int limit, long end, boolean last) {
            this.bytes = bytes.duplicate().limit(limit);
            this.end = end;
            this.last = last;
        }

        SegmentCheck check(Path path, boolean headerSound) {
            long at = run(Segment.HEADER_BYTES);
            while (at < end && (!last || laterWriteAfter(at))) {
                long next = nextSound(at);
                losses.add(loss(at, next));
                at = next < end ? run((int) next) : end;
            }
            return new SegmentCheck(path, headerSound, bytes, runs, losses, Math.max(0, bytes.capacity() - at));
        }

        /** Adds the run that begins at {@code from}. Returns where it ends. */
        private int run(int from) {
            int at = from;
            int records = 0;
            for (int size = LogRecord.size(bytes, at); size > 0; size = LogRecord.size(bytes, at)) {
                at += size;
                records++;
            }
            runs.add(new Run(from, at, records, true));
            return at;
        }

        /** Whether a write was begun after {@code at}, so that all before it was durable once. */
        private boolean laterWriteAfter(long at) {
            for (long next = nextSound(at); next < end; next = nextSound(next)) {
                if (LogRecord.writeStart(bytes, (int) next) > at) {
                    return true;
                }
            }
            return false;
        }

        private long nextSound(long after) {
            for (int at = Math.toIntExact(after) + 1; at < bytes.limit() - LogRecord.HEADER_BYTES; at++) {
                if (LogRecord.size(bytes, at) > 0) {
                    return at;
                }
            }
            return end;
        }

        /** The lengths of the lost records may have survived: where they lead from one end to the other, they do. */
        private Run loss(long from, long to) {
            long at = from;
            int records = 0;
            while (at < to && at + LogRecord.HEADER_BYTES <= bytes.limit()) {
                int length = bytes.getInt((int) at);
                if (length <= 0 || length > LogRecord.MAX_PAYLOAD_BYTES) {
                    break;
                }
                at += LogRecord.HEADER_BYTES + length;
                records++;
            }
            return at == to ? new Run(from, to, records, true) : new Run(from, to, 1, false);
        }
    }
}
