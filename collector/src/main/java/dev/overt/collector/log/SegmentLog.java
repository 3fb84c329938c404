package dev.overt.collector.log;

import dev.overt.collector.log.LogRecovery.Recovered;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log in segment files of its own, made durable by fsync. Layout: {@link Segment}, {@link LogRecord}.
 *
 * <p>Callers put their records into a shared buffer and wait. One thread writes and forces the buffer for all of them,
 * while the next buffer fills. That thread is the log's own because an interrupt closes the file that its thread writes,
 * and the callers' threads are not the log's to protect.
 *
 * <p>After a failed write, as on a full disk, what it left is cut off again, its callers are told, and the log goes on:
 * nothing before it was touched. After a failed force nothing is known about what is on the disk, so the log accepts
 * nothing more until it is opened again.
 *
 * <p>Any number of threads; one process.
 */
public final class SegmentLog implements EventLog, ErasableLog {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentLog.class);
    private static final int SEGMENT_BYTES = 64 << 20;
    /** How much may wait for the disk; more callers wait before they are let in. */
    private static final int MAX_WAITING_BYTES = 8 << 20;

    private final LogFiles files;
    private final Path directory;
    private final long segmentBytes;
    private final DistributionSummary groups;
    private final Thread writer = new Thread(this::run, "log-writer");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition grown = lock.newCondition();

    /** First offset and path of each segment. Guarded by lock. */
    private final TreeMap<Long, Path> segments;
    /** Where each gap begins, and where the log goes on. */
    private final NavigableMap<Long, Long> gaps;
    /** The buffer that fills. Guarded by lock. */
    private WriteBuffer filling = new WriteBuffer(new Write());
    /** The other buffer: empty, or being written. Guarded by lock. */
    private WriteBuffer writing = new WriteBuffer(new Write());
    /** Offset after the last durable record. Guarded by lock. */
    private long durableOffset;
    /** Why nothing more is accepted. Guarded by lock. */
    private @Nullable IOException failure;
    /** Guarded by lock. */
    private boolean closed;
    /** The segment being written. The writer's own. */
    private Segment segment;
    /** Whether the last write was taken back. The writer's own. */
    private boolean failing;

    private SegmentLog(LogFiles files, Path directory, long segmentBytes, Recovered recovered, MeterRegistry meters) {
        this.files = files;
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.segments = recovered.names().segments();
        this.gaps = recovered.names().gaps();
        this.segment = recovered.last();
        this.durableOffset = recovered.endOffset();
        this.groups = DistributionSummary.builder("overt.log.group.entries")
                .description("How many entries one force made durable")
                .register(meters);
    }

    /**
     * Opens the log in {@code directory}, which is created if there is none.
     *
     * @throws IOException if the log is damaged or cannot be written; the message says where, and what to do
     */
    public static SegmentLog open(Path directory) throws IOException {
        return open(directory, SEGMENT_BYTES, new DiskFiles());
    }

    /**
     * Opens the log with segments of its own size.
     *
     * @param meters where forces and how many appends share one are measured
     */
    public static SegmentLog open(Path directory, long segmentBytes, MeterRegistry meters) throws IOException {
        return open(directory, segmentBytes, new TimedFiles(new DiskFiles(), meters), meters);
    }

    static SegmentLog open(Path directory, long segmentBytes, LogFiles files) throws IOException {
        return open(directory, segmentBytes, files, new CompositeMeterRegistry());
    }

    private static SegmentLog open(Path directory, long segmentBytes, LogFiles files, MeterRegistry meters)
            throws IOException {
        SegmentLog log = new SegmentLog(
                files, directory, segmentBytes, LogRecovery.recover(files, directory, segmentBytes), meters);
        log.writer.setDaemon(true);
        log.writer.start();
        return log;
    }

    /**
     * {@inheritDoc}
     *
     * <p>An interrupt does not end the wait: a caller always learns what became of its entries.
     */
    @Override
    public void append(List<LogEntry> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        List<byte[]> payloads = encode(entries);
        long sizeBytes = WriteBuffer.sizeBytes(payloads);
        Write write;
        lock.lock();
        try {
            awaitRoom(sizeBytes);
            write = filling.write();
            write.join();
            filling.add(payloads);
            work.signal();
        } finally {
            lock.unlock();
        }
        write.await();
    }

    private static List<byte[]> encode(List<LogEntry> entries) {
        List<byte[]> payloads = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            byte[] payload = LogEntryCodec.encode(entry);
            if (payload.length > LogRecord.MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException("an entry of " + payload.length + " bytes is more than the "
                        + LogRecord.MAX_PAYLOAD_BYTES + " that the log takes");
            }
            payloads.add(payload);
        }
        return payloads;
    }

    private void awaitRoom(long sizeBytes) throws IOException {
        checkUsable();
        while (filling.sizeBytes() > 0 && filling.sizeBytes() + sizeBytes > MAX_WAITING_BYTES) {
            room.awaitUninterruptibly();
            checkUsable();
        }
    }

    private void checkUsable() throws IOException {
        if (failure != null) {
            throw new IOException(
                    "the log cannot be written (" + failure.getMessage() + "), so nothing more is accepted."
                            + " Mend the disk and start the collector again.",
                    failure);
        }
        if (closed) {
            throw new IOException("the log is closed");
        }
    }

    private void run() {
        try {
            for (WriteBuffer buffer = next(); buffer != null; buffer = next()) {
                if (buffer.sizeBytes() > 0) {
                    groups.record(buffer.count());
                }
                write(buffer);
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new IOException(e));
            throw e;
        }
    }

    /** Waits for something to do and takes the buffer that says it; null once the log is closed and all is written. */
    private @Nullable WriteBuffer next() {
        lock.lock();
        try {
            while (!filling.isDue()) {
                if (closed) {
                    return null;
                }
                work.awaitUninterruptibly();
            }
            WriteBuffer full = filling;
            filling = writing;
            writing = full;
            room.signalAll();
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** @throws IOException if nothing more can be written */
    private void write(WriteBuffer buffer) throws IOException {
        try {
            ByteBuffer records = buffer.records();
            if (beginsSegment(buffer) || !segment.hasRoom(records.remaining())) {
                beginSegment();
            }
            if (records.hasRemaining()) {
                segment.write(records);
            }
        } catch (FailedForceException e) {
            throw e;
        } catch (IOException e) {
            segment.cutBack();
            takenBack(buffer, e);
            return;
        }
        written(buffer);
        if (failing) {
            failing = false;
            LOG.info("the log {} can be written again", directory);
        }
    }

    /** Whether a new segment was asked for; one without records is as good as new. */
    private boolean beginsSegment(WriteBuffer buffer) {
        lock.lock();
        try {
            return buffer.beginsSegment() && durableOffset > segments.lastKey();
        } finally {
            lock.unlock();
        }
    }

    private void beginSegment() throws IOException {
        segment.seal();
        long firstOffset = endOffset();
        segment = Segment.create(files, directory, firstOffset, segmentBytes);
        lock.lock();
        try {
            segments.put(firstOffset, Segment.path(directory, firstOffset));
        } finally {
            lock.unlock();
        }
    }

    private void written(WriteBuffer buffer) {
        lock.lock();
        try {
            durableOffset += buffer.sizeBytes();
            buffer.write().succeed();
            buffer.clear(new Write());
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void takenBack(WriteBuffer buffer, IOException reason) {
        if (!failing) {
            failing = true;
            LOG.error("the log {} cannot be written, which will be tried again: {}", directory, reason.getMessage());
        }
        lock.lock();
        try {
            buffer.write().fail(reason);
            buffer.clear(new Write());
        } finally {
            lock.unlock();
        }
    }

    private void fail(IOException reason) {
        lock.lock();
        try {
            failure = reason;
            filling.write().fail(reason);
            writing.write().fail(reason);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Chunk read(long offset, int maxEntries, Duration wait) throws IOException, InterruptedException {
        long firstOffset;
        Path path;
        long endOffset;
        lock.lockInterruptibly();
        try {
            checkOffset(offset);
            awaitGrowth(offset, wait);
            long start = afterGap(offset);
            if (durableOffset == offset || start > offset) {
                return new Chunk(List.of(), start);
            }
            Map.Entry<Long, Path> found = segments.floorEntry(offset);
            firstOffset = found.getKey();
            path = found.getValue();
            endOffset = endOfRun(offset);
        } finally {
            lock.unlock();
        }
        return SegmentReader.read(path, firstOffset, offset, endOffset, maxEntries);
    }

    private long afterGap(long offset) {
        Map.Entry<Long, Long> gap = gaps.floorEntry(offset);
        return gap == null ? offset : Math.max(offset, gap.getValue());
    }

    /** Where the records that follow {@code offset} without a break end, in its segment. */
    private long endOfRun(long offset) {
        Long gap = gaps.higherKey(offset);
        Long nextSegment = segments.higherKey(offset);
        long end = nextSegment == null ? durableOffset : nextSegment;
        return gap == null ? end : Math.min(gap, end);
    }

    private void checkOffset(long offset) {
        if (offset < segments.firstKey() || offset > durableOffset) {
            throw new IllegalArgumentException(
                    "offset " + offset + " is not in the log " + directory + ", which goes from "
                            + segments.firstKey() + " to " + durableOffset
                            + ". If the log was replaced, restore the store of the same time, or remove the store and have it built anew.");
        }
    }

    private void awaitGrowth(long offset, Duration wait) throws IOException, InterruptedException {
        long nanos = wait.toNanos();
        while (durableOffset == offset && nanos > 0) {
            if (closed) {
                throw new IOException("the log is closed");
            }
            nanos = grown.awaitNanos(nanos);
        }
    }

    @Override
    public long endOffset() {
        lock.lock();
        try {
            return durableOffset;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String durability() {
        return "fsync";
    }

    @Override
    public long firstOffset() {
        lock.lock();
        try {
            return segments.firstKey();
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} Whole segments go, each as old as its file; the one being written stays. */
    @Override
    public void trim(long beforeOffset, long sinceMillis, long maxBytes) throws IOException {
        deleteBefore(firstKept(beforeOffset, sinceMillis, maxBytes));
    }

    private long firstKept(long beforeOffset, long sinceMillis, long maxBytes) throws IOException {
        lock.lock();
        try {
            for (Map.Entry<Long, Path> oldest : segments.entrySet()) {
                Long next = segments.higherKey(oldest.getKey());
                boolean tooMany = durableOffset - oldest.getKey() > maxBytes;
                boolean tooOld = Files.getLastModifiedTime(oldest.getValue()).toMillis() < sinceMillis;
                if (next == null || next > beforeOffset || !(tooMany || tooOld)) {
                    return oldest.getKey();
                }
            }
            return segments.firstKey();
        } finally {
            lock.unlock();
        }
    }

    /** {@inheritDoc} Begins a new segment first, so that all that is looked through is written no more. */
    @Override
    public Findings find(Set<Installation> installations) throws IOException {
        roll();
        SegmentErasure erasure = new SegmentErasure(files, directory, this::replace, installations);
        for (long firstOffset : ended()) {
            erasure.find(firstOffset);
        }
        erasure.findSetAside();
        return erasure;
    }

    @Override
    public void roll() throws IOException {
        Write write;
        lock.lock();
        try {
            checkUsable();
            filling.beginSegment();
            write = filling.write();
            write.join();
            work.signal();
        } finally {
            lock.unlock();
        }
        write.await();
    }

    /** First offsets of the segments that are written no more. */
    private List<Long> ended() {
        lock.lock();
        try {
            return List.copyOf(segments.headMap(segments.lastKey()).keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Puts a file in the place of a segment, unless that was trimmed meanwhile. */
    private void replace(long firstOffset, Path fresh) throws IOException {
        lock.lock();
        try {
            Path path = segments.get(firstOffset);
            if (path != null) {
                files.rename(fresh, path);
                files.forceDirectory(directory);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes the segments that hold nothing from {@code offset} on; the one being written stays. */
    public void deleteBefore(long offset) throws IOException {
        lock.lock();
        try {
            NavigableMap<Long, Path> rest = segments.headMap(offset, true);
            while (rest.size() > 1) {
                Files.deleteIfExists(rest.firstEntry().getValue());
                rest.pollFirstEntry();
                files.forceDirectory(directory);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what was handed in, and ends. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
        awaitWriter();
        segment.close();
    }

    private void awaitWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                TimeUnit.MILLISECONDS.timedJoin(writer, Long.MAX_VALUE);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
