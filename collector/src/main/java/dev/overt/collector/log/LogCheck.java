package dev.overt.collector.log;

import dev.overt.collector.log.LogFiles.LogFile;
import dev.overt.collector.log.SegmentCheck.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A log that nobody has open, read from end to end: what is damaged, and what can be kept of it. One thread.
 *
 * <p>A repair gives every record that is kept the offset that it had, for the store stands at one; what is lost becomes a
 * {@link Gap}. A damaged file is set aside whole, under its name and {@code .damaged}. A repair that was cut off can be
 * begun again.
 */
public final class LogCheck {
    static final String DAMAGED = ".damaged";

    private final LogFiles files;
    private final Path directory;
    private final SegmentNames names;
    private final List<String> lines = new ArrayList<>();
    private boolean sound = true;
    private long records;

    private LogCheck(LogFiles files, Path directory) throws IOException {
        this.files = files;
        this.directory = directory;
        this.names = SegmentNames.list(directory);
    }

    /**
     * Reads the log in {@code directory} and changes nothing.
     *
     * @throws IOException if it cannot be read, or was written by a newer Overt
     */
    public static LogReport check(Path directory) throws IOException {
        return new LogCheck(new DiskFiles(), directory).run(false);
    }

    /**
     * Makes the log in {@code directory} one that a collector can open, of all that can be read of it.
     *
     * @throws IOException if it cannot be read or written, or was written by a newer Overt
     */
    public static LogReport repair(Path directory) throws IOException {
        return repair(directory, new DiskFiles());
    }

    static LogReport repair(Path directory, LogFiles files) throws IOException {
        return new LogCheck(files, directory).run(true);
    }

    private LogReport run(boolean repairing) throws IOException {
        for (Map.Entry<Long, Path> segment : names.segments().entrySet()) {
            long firstOffset = segment.getKey();
            SegmentCheck check = SegmentCheck.of(segment.getValue(), firstOffset, names.nextOffset(firstOffset));
            records += check.records();
            if (!isInOrder(check, firstOffset)) {
                sound = false;
                describe(check, firstOffset);
                if (repairing) {
                    repair(check, firstOffset);
                }
            }
        }
        names.gaps()
                .forEach((from, to) -> lines.add(String.format(
                        Locale.ROOT,
                        "offsets %d to %d (%d bytes) were lost before, and left out by a repair",
                        from,
                        to,
                        to - from)));
        lines.add(String.format(
                Locale.ROOT,
                "%d sound records in %d segments",
                records,
                names.segments().size()));
        return new LogReport(sound || repairing, lines);
    }

    private boolean isInOrder(SegmentCheck check, long firstOffset) {
        boolean last = names.nextOffset(firstOffset) < 0;
        return check.sound() && (last || check.cutBytes() == 0);
    }

    private void describe(SegmentCheck check, long firstOffset) {
        if (!check.headerSound()) {
            lines.add(check.path() + " is damaged at byte 0: its header is not that of a segment");
        }
        for (int i = 0; i < check.losses().size(); i++) {
            lines.add(check.path() + " is damaged " + describe(check.losses().get(i), firstOffset) + "; "
                    + check.runs().stream().skip(i + 1L).mapToInt(Run::records).sum()
                    + " sound records follow in this file");
        }
        if (check.losses().isEmpty() && check.headerSound()) {
            lines.add(check.path() + " holds " + check.cutBytes()
                    + " bytes that are in the next segment: a repair was cut off; nothing is lost");
        }
    }

    private static String describe(Run loss, long firstOffset) {
        long offset = firstOffset + loss.from() - Segment.HEADER_BYTES;
        return String.format(
                Locale.ROOT,
                "from byte %d to %d: lost are %s%d %s, %d bytes, offsets %d to %d",
                loss.from(),
                loss.to(),
                loss.exact() ? "" : "at least ",
                loss.records(),
                loss.records() == 1 ? "record" : "records",
                loss.sizeBytes(),
                offset,
                offset + loss.sizeBytes());
    }

    /** The segment's own name comes last, so that until then the damaged file is there, and the damage is found again. */
    private void repair(SegmentCheck check, long firstOffset) throws IOException {
        lines.add("set aside, with the events in it: " + setAside(check.path())
                + "; delete it when nobody needs it any more");
        for (int i = check.losses().size() - 1; i >= 0; i--) {
            if (i + 1 < check.runs().size()) {
                write(check, check.runs().get(i + 1), firstOffset);
            }
            mark(firstOffset + check.losses().get(i).from() - Segment.HEADER_BYTES);
        }
        write(check, check.runs().get(0), firstOffset);
        files.forceDirectory(directory);
    }

    private Path setAside(Path path) throws IOException {
        for (int copy = 1; ; copy++) {
            Path aside = path.resolveSibling(path.getFileName() + DAMAGED + (copy == 1 ? "" : "-" + copy));
            try {
                Files.createLink(aside, path);
                return aside;
            } catch (FileAlreadyExistsException e) {
                if (Files.isSameFile(aside, path)) {
                    return aside;
                }
            } catch (UnsupportedOperationException e) {
                Files.copy(path, aside);
                return aside;
            }
        }
    }

    private void mark(long gapOffset) throws IOException {
        files.open(Gap.path(directory, gapOffset)).close();
        files.forceDirectory(directory);
    }

    private void write(SegmentCheck check, Run run, long firstOffset) throws IOException {
        long offset = firstOffset + run.from() - Segment.HEADER_BYTES;
        Path unnamed = directory.resolve(Segment.NEW);
        ByteBuffer records = check.bytes().duplicate().limit((int) run.to()).position((int) run.from());
        try (LogFile file = files.open(unnamed)) {
            file.truncate(0);
            file.write(Segment.header(offset), 0);
            file.write(records, Segment.HEADER_BYTES);
            file.force(true);
        }
        files.rename(unnamed, Segment.path(directory, offset));
        files.forceDirectory(directory);
    }
}
