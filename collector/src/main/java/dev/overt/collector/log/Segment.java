package dev.overt.collector.log;

import dev.overt.collector.log.LogFiles.LogFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * The file of the log that is being written. One thread.
 *
 * <pre>
 * at   bytes
 *  0   8      "OVERTLOG"
 *  8   4      version of the format, 1
 * 12   8      offset of the first record
 * 20   4      CRC32C of bytes 0 to 19
 * 24   …      records, see {@link LogRecord}, then zeros
 * </pre>
 *
 * Its name is the offset of its first record in 20 digits, and {@code .segment}. A record's offset is the number of bytes
 * of records before it in the whole log, so its place in the file follows from the name.
 *
 * <p>Zeros are written ahead of the records: a force then has only data to write, not the file's size and blocks, which
 * takes about half the time. A segment that is full is cut after its last record before the next one is created.
 */
final class Segment implements Closeable {
    static final int HEADER_BYTES = 24;
    static final String SUFFIX = ".segment";
    /** What a segment is called until its header is durable. */
    static final String NEW = "segment.new";

    private static final long MAGIC = 0x4F564552544C4F47L; // "OVERTLOG"
    private static final int VERSION = 1;
    private static final int CRC = 20;
    private static final int AHEAD_BYTES = 4 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 18).asReadOnlyBuffer();

    private final LogFile file;
    private final long maxBytes;
    /** Bytes of records. */
    private long usedBytes;
    /** Bytes of the file. */
    private long sizeBytes;
    /** Whether nothing more is written to it. */
    private boolean sealed;

    /**
     * @param maxBytes up to which size zeros are written ahead
     * @param sizeBytes of the file; what follows the records is zeros
     */
    Segment(LogFile file, long maxBytes, long usedBytes, long sizeBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
        this.usedBytes = usedBytes;
        this.sizeBytes = sizeBytes;
    }

    static Path path(Path directory, long firstOffset) {
        return directory.resolve(digits(firstOffset) + SUFFIX);
    }

    /** An offset as a file's name says it. */
    static String digits(long offset) {
        return String.format(Locale.ROOT, "%020d", offset);
    }

    /** Creates an empty segment; its name and header are durable on return. */
    static Segment create(LogFiles files, Path directory, long firstOffset, long maxBytes) throws IOException {
        Path unnamed = directory.resolve(NEW);
        LogFile file = files.open(unnamed);
        try {
            file.truncate(0);
            file.write(header(firstOffset), 0);
            force(file, true);
            files.rename(unnamed, path(directory, firstOffset));
            forceNames(files, directory);
            return new Segment(file, maxBytes, 0, HEADER_BYTES);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void force(LogFile file, boolean withMetadata) throws FailedForceException {
        try {
            file.force(withMetadata);
        } catch (IOException e) {
            throw new FailedForceException(e);
        }
    }

    private static void forceNames(LogFiles files, Path directory) throws FailedForceException {
        try {
            files.forceDirectory(directory);
        } catch (IOException e) {
            throw new FailedForceException(e);
        }
    }

    static ByteBuffer header(long firstOffset) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(MAGIC).putInt(VERSION).putLong(firstOffset);
        return header.putInt(crc(header)).flip();
    }

    private static int crc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().limit(CRC).position(0));
        return (int) crc.getValue();
    }

    /** Refuses a file that does not begin as the segment of {@code firstOffset} does. */
    static void checkHeader(Path path, byte[] begin, long firstOffset) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(begin);
        if (!isHeader(begin)) {
            throw new LogDamagedException(path, 0, "its header is not that of a segment");
        }
        if (header.getInt(8) != VERSION) {
            throw new IOException(
                    path + " has version " + header.getInt(8) + " of the log's format; this Overt reads version "
                            + VERSION + ". Use the newer Overt that wrote it.");
        }
        if (header.getLong(12) != firstOffset) {
            throw new LogDamagedException(
                    path, 12, "its header says that its first offset is " + header.getLong(12) + ", its name another");
        }
    }

    /** Whether a file begins as some segment does, of whatever offset and version. */
    static boolean isHeader(byte[] begin) {
        ByteBuffer header = ByteBuffer.wrap(begin);
        return begin.length >= HEADER_BYTES && header.getLong(0) == MAGIC && header.getInt(CRC) == crc(header);
    }

    /** Whether {@code moreBytes} still go in; an empty segment takes any number. */
    boolean hasRoom(int moreBytes) {
        return !sealed && (usedBytes == 0 || HEADER_BYTES + usedBytes + moreBytes <= maxBytes);
    }

    /**
     * Writes records after the last one; they are durable on return.
     *
     * @throws FailedForceException if nothing is known about them; after any other failure {@link #cutBack} leaves the
     *     segment as it was before
     */
    void write(ByteBuffer records) throws IOException {
        long position = HEADER_BYTES + usedBytes;
        long end = position + records.remaining();
        writeZerosTo(end);
        file.write(records, position);
        force(file, false);
        usedBytes = end - HEADER_BYTES;
    }

    private void writeZerosTo(long end) throws IOException {
        if (end <= sizeBytes) {
            return;
        }
        long target = Math.max(end, Math.min(maxBytes, end + AHEAD_BYTES));
        while (sizeBytes < target) {
            ByteBuffer zeros = ZEROS.duplicate();
            zeros.limit((int) Math.min(zeros.capacity(), target - sizeBytes));
            int count = zeros.remaining();
            file.write(zeros, sizeBytes);
            sizeBytes += count;
        }
    }

    /** Removes what a failed write has left after the last durable record. */
    void cutBack() throws IOException {
        if (!sealed) {
            cut();
        }
    }

    private void cut() throws IOException {
        sizeBytes = HEADER_BYTES + usedBytes;
        file.truncate(sizeBytes);
        force(file, true);
    }

    /** Ends the segment: cuts the zeros off and closes it. Once it is ended, this does nothing. */
    void seal() throws IOException {
        if (!sealed) {
            cut();
            sealed = true;
            close();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
