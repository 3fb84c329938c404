package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged log is described, and repaired to all that is sound in it, at the offsets that it had. */
final class LogCheckTest {
    private static final int SEGMENT_BYTES = 1_500;

    @TempDir
    Path directory;

    private final List<LogEntry> all = new ArrayList<>();
    /** Offset of each entry, and the end. */
    private final List<Long> offsets = new ArrayList<>();

    private List<Path> segments = List.of();

    @BeforeEach
    void writeALog() throws IOException {
        SampleEntries sample = new SampleEntries(new Random(11));
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            while (SegmentLogTest.segments(directory).size() < 4 || all.size() % 6 != 0) {
                List<LogEntry> some = sample.next(1);
                offsets.add(log.endOffset());
                log.append(some);
                all.addAll(some);
            }
            offsets.add(log.endOffset());
        }
        segments = SegmentLogTest.segments(directory);
    }

    private void flip(Path path, long at) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        bytes[(int) at] ^= 4;
        Files.write(path, bytes);
    }

    private static long firstOffset(Path segment) {
        return Long.parseLong(String.valueOf(segment.getFileName()).substring(0, 20));
    }

    private List<LogEntry> reopened(long from) throws Exception {
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            return EventLogContract.readAll(log, from);
        }
    }

    @Test
    void check_findsNothing_inASoundLog() throws Exception {
        LogReport report = LogCheck.check(directory);

        assertThat(report.sound()).isTrue();
        assertThat(report.lines()).containsExactly(all.size() + " sound records in " + segments.size() + " segments");
    }

    @Test
    void repair_keepsAllButTheDamagedRecord_whereverItIs() throws Exception {
        int last = all.size() - 1;
        for (int i = 0; i < last; i++) {
            deleteAll();
            all.clear();
            offsets.clear();
            writeALog();
            Path path = segmentOf(offsets.get(i));
            long at = offsets.get(i) - firstOffset(path) + Segment.HEADER_BYTES + LogRecord.HEADER_BYTES + 3;
            flip(path, at);
            String how = "record " + i;

            LogReport found = LogCheck.check(directory);
            assertThat(found.sound()).as(how).isFalse();
            assertThat(found.lines().toString())
                    .as(how)
                    .contains(
                            path + " is damaged from byte ",
                            "lost are 1 record, " + (offsets.get(i + 1) - offsets.get(i)) + " bytes, offsets "
                                    + offsets.get(i) + " to " + offsets.get(i + 1));
            assertThat(LogCheck.repair(directory).sound()).isTrue();

            List<LogEntry> rest = new ArrayList<>(all);
            rest.remove(i);
            assertThat(reopened(0)).as(how).isEqualTo(rest);
            assertThat(reopened(offsets.get(i) + 5)).as(how).isEqualTo(all.subList(i + 1, all.size()));
            assertThat(reopened(offsets.get(last))).as(how).isEqualTo(all.subList(last, last + 1));
            assertThat(LogCheck.check(directory).sound()).as(how).isTrue();
            assertThat(path.resolveSibling(path.getFileName() + LogCheck.DAMAGED))
                    .exists();
        }
    }

    private Path segmentOf(long offset) {
        return segments.stream()
                .filter(path -> firstOffset(path) <= offset)
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private void deleteAll() throws IOException {
        for (Path path : SegmentLogTest.segments(directory)) {
            Files.delete(path);
        }
    }

    /** Any damage at all: what is repaired can be opened, written on, and holds nothing that was never written. */
    @Test
    void repair_leavesALogThatOpens_whateverTheDamage() throws Exception {
        for (int seed = 0; seed < 80; seed++) {
            deleteAll();
            all.clear();
            offsets.clear();
            writeALog();
            Random random = new Random(seed);
            int damages = 1 + random.nextInt(3);
            for (int i = 0; i < damages; i++) {
                damage(segments.get(random.nextInt(segments.size())), random);
            }
            String how = "seed " + seed;

            LogCheck.repair(directory);

            assertThat(LogCheck.check(directory).sound()).as(how).isTrue();
            try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
                List<LogEntry> kept = EventLogContract.readAll(
                        log, firstOffset(SegmentLogTest.segments(directory).get(0)));
                assertThat(all).as(how).containsSubsequence(kept);
                log.append(all.subList(0, 1));
            }
        }
    }

    private static void damage(Path path, Random random) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        byte[] bytes = Files.readAllBytes(path);
        int at = random.nextInt(Math.max(1, bytes.length));
        switch (random.nextInt(5)) {
            case 0 -> Files.delete(path);
            case 1 -> Files.write(path, Arrays.copyOf(bytes, at));
            case 2 -> {
                Arrays.fill(bytes, at, Math.min(bytes.length, at + 512), (byte) 0);
                Files.write(path, bytes);
            }
            case 3 -> Files.write(path, new byte[0]);
            default -> {
                if (bytes.length > 0) {
                    bytes[at] ^= 1;
                    Files.write(path, bytes);
                }
            }
        }
    }

    @Test
    void repair_canBeBegunAgain_whereverItWasCutOff() throws Exception {
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            deleteAll();
            all.clear();
            offsets.clear();
            writeALog();
            Path path = segments.get(1);
            int i = offsets.indexOf(firstOffset(path)) + 1;
            flip(path, offsets.get(i) - firstOffset(path) + Segment.HEADER_BYTES + 20);
            FaultyFiles files = new FaultyFiles(operations);
            try {
                LogCheck.repair(directory, files);
            } catch (IOException e) {
                assertThat(files.hasFailed()).isTrue();
            }
            failed = files.hasFailed();

            LogCheck.repair(directory);

            List<LogEntry> rest = new ArrayList<>(all);
            rest.remove(i);
            assertThat(reopened(0)).as("after " + operations).isEqualTo(rest);
        }
    }

    @Test
    void check_refuses_aSegmentOfAnotherPlace() throws Exception {
        Files.copy(segments.get(2), directory.resolve(Segment.digits(999_999) + Segment.SUFFIX));

        assertThatThrownBy(() -> LogCheck.check(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its header says")
                .hasMessageContaining("move it away");
    }

    @Test
    void open_ignores_filesThatAreNoneOfTheLogs() throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "mine");
        Files.writeString(directory.resolve("1.segment"), "short name");

        assertThat(reopened(0)).isEqualTo(all);
        assertThat(LogCheck.check(directory).sound()).isTrue();
    }
}
