package dev.overt.collector.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a log, as their names say; files of other names are none of the log's.
 *
 * @param segments first offset and path of each
 * @param gaps offset of each, and where the log goes on
 */
record SegmentNames(TreeMap<Long, Path> segments, TreeMap<Long, Long> gaps) {
    /** Twenty digits; those of a name that begins otherwise are no long. */
    private static final String OFFSET = "0[0-8][0-9]{18}\\";

    static SegmentNames list(Path directory) throws IOException {
        TreeMap<Long, Path> segments = new TreeMap<>();
        TreeMap<Long, Long> gaps = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = String.valueOf(path.getFileName());
                if (name.matches(OFFSET + Segment.SUFFIX)) {
                    segments.put(offset(name), path);
                } else if (name.matches(OFFSET + Gap.SUFFIX)) {
                    gaps.put(offset(name), 0L);
                }
            }
        }
        gaps.replaceAll((offset, unknown) -> ends(offset, segments));
        return new SegmentNames(segments, gaps);
    }

    private static long offset(String name) {
        return Long.parseLong(name.substring(0, 20));
    }

    private static long ends(long gap, TreeMap<Long, Path> segments) {
        Long next = segments.higherKey(gap);
        return next == null ? gap : next;
    }

    /** Where the records of the segment must end: at a gap or at the next segment; -1 if it is the last. */
    long nextOffset(long firstOffset) {
        Long next = segments.higherKey(firstOffset);
        if (next == null) {
            return -1;
        }
        Map.Entry<Long, Long> gap = gaps.ceilingEntry(firstOffset);
        return gap == null ? next : Math.min(gap.getKey(), next);
    }
}
