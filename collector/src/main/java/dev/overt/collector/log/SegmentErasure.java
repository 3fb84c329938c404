package dev.overt.collector.log;

import dev.overt.collector.log.LogFiles.LogFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of installations in the segments that are written no more. One thread.
 *
 * <p>A segment that has some is written anew, with each of these entries as spaces in a record of the same length, and takes
 * the place of the old one by a rename. So no offset changes; a reader has the one file or the other, never half a record;
 * and a process that is killed leaves the one or the other. Overwriting in place would touch less of the disk, but a write
 * that is cut off in the middle would look like damage to all that follows.
 */
final class SegmentErasure implements ErasableLog.Findings {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentErasure.class);

    /** What a segment is called while it is written anew. */
    static final String NEW = "segment.erased";

    /** The old file, but for one thing: whether the log still has it, which can only be told under the log's lock. */
    interface Replacing {
        void replace(long firstOffset, Path fresh) throws IOException;
    }

    private final LogFiles files;
    private final Path directory;
    private final Replacing replacing;
    private final Set<Installation> installations;
    private final IdScan scan;
    private final Map<Installation, Long> counts = new HashMap<>();
    /** Where in each segment the records begin that are to be erased. */
    private final TreeMap<Long, List<Long>> positions = new TreeMap<>();

    private final List<Path> setAside = new ArrayList<>();

    SegmentErasure(LogFiles files, Path directory, Replacing replacing, Set<Installation> installations) {
        this.files = files;
        this.directory = directory;
        this.replacing = replacing;
        this.installations = Set.copyOf(installations);
        this.scan = new IdScan(installations.stream().map(Installation::id).collect(Collectors.toSet()));
    }

    /** Looks through one segment; does nothing if it has been trimmed meanwhile. */
    void find(long firstOffset) throws IOException {
        List<Long> found = new ArrayList<>();
        try (SegmentRecords records = new SegmentRecords(Segment.path(directory, firstOffset))) {
            while (records.next()) {
                if (count(records)) {
                    found.add(records.position());
                }
            }
        } catch (NoSuchFileException trimmed) {
            return;
        }
        if (!found.isEmpty()) {
            positions.put(firstOffset, found);
        }
    }

    /** Looks through what a repair has set aside: nobody can tell what is in a damaged file, so one with an id goes whole. */
    void findSetAside() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            for (Path path : all.filter(SegmentErasure::isSetAside).toList()) {
                if (scan.isIn(path)) {
                    setAside.add(path);
                }
            }
        }
    }

    private static boolean isSetAside(Path path) {
        return String.valueOf(path.getFileName()).contains(Segment.SUFFIX + LogCheck.DAMAGED);
    }

    /** Whether the record is one of theirs, which then is counted. */
    private boolean count(SegmentRecords records) throws IOException {
        scan.begin();
        scan.next(records.bytes(), records.payloadStart(), records.payloadBytes());
        Set<String> ids = scan.found();
        if (ids.isEmpty()) {
            return false;
        }
        String product = LogEntryCodec.decode(records.bytes(), records.payloadStart(), records.payloadBytes())
                .product();
        boolean any = false;
        for (String id : ids) {
            Installation installation = new Installation(product, id);
            if (installations.contains(installation)) {
                counts.merge(installation, 1L, Long::sum);
                any = true;
            }
        }
        return any;
    }

    @Override
    public long count(Installation installation) {
        return counts.getOrDefault(installation, 0L);
    }

    @Override
    public void erase() throws IOException {
        for (Path path : setAside) {
            LOG.warn("{} is deleted, for it holds events of an installation whose deletion was asked for.", path);
            Files.deleteIfExists(path);
        }
        for (Map.Entry<Long, List<Long>> segment : positions.entrySet()) {
            Path fresh = directory.resolve(NEW);
            try {
                write(Segment.path(directory, segment.getKey()), segment.getValue(), fresh);
                replacing.replace(segment.getKey(), fresh);
            } catch (NoSuchFileException trimmed) {
                LOG.debug("{} was trimmed before it was erased", segment.getKey());
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
    }

    /** The new file is as old as the one that it replaces, for that says when it may be trimmed. */
    private void write(Path segment, List<Long> erased, Path fresh) throws IOException {
        try (FileChannel from = FileChannel.open(segment);
                LogFile to = files.open(fresh)) {
            to.truncate(0);
            copy(from, to);
            for (long position : erased) {
                to.write(erased(from, position), position);
            }
            to.force(true);
        }
        Files.setLastModifiedTime(fresh, Files.getLastModifiedTime(segment));
    }

    private static void copy(FileChannel from, LogFile to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
        long position = 0;
        for (int read = from.read(buffer, position); read > 0; read = from.read(buffer, position)) {
            to.write(buffer.flip(), position);
            position += read;
            buffer.clear();
        }
    }

    private static ByteBuffer erased(FileChannel from, long position) throws IOException {
        ByteBuffer length = read(from, position, Integer.BYTES);
        ByteBuffer record = read(from, position, LogRecord.HEADER_BYTES + length.getInt(0));
        LogRecord.erase(record);
        return record;
    }

    private static ByteBuffer read(FileChannel from, long position, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        int read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = from.read(bytes, position + bytes.position());
        }
        return bytes.flip();
    }
}
