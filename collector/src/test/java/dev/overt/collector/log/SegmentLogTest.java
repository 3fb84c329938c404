package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentLogTest extends EventLogContract {
    private static final int SEGMENT_BYTES = 4_000;

    @TempDir
    Path directory;

    private final SampleEntries sample = new SampleEntries(new Random(3));

    @Override
    EventLog open() throws IOException {
        return open(directory.resolve("contract/log"));
    }

    private static SegmentLog open(Path path) throws IOException {
        return SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles());
    }

    static List<Path> segments(Path path) throws IOException {
        try (Stream<Path> paths = Files.list(path)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void append_beginsANewSegment_whenOneIsFull() throws Exception {
        List<LogEntry> all = new ArrayList<>();
        try (SegmentLog log = open(directory)) {
            for (int i = 0; i < 30; i++) {
                List<LogEntry> some = sample.next(3);
                log.append(some);
                all.addAll(some);
            }
            assertThat(readAll(log)).isEqualTo(all);
        }
        List<Path> segments = segments(directory);
        assertThat(segments).hasSizeGreaterThan(3);
        assertThat(segments.get(0).getFileName()).hasToString("00000000000000000000.segment");
        for (Path segment : segments) {
            assertThat(segment).satisfies(path -> assertThat(Files.size(path)).isLessThanOrEqualTo(SEGMENT_BYTES));
        }
        try (SegmentLog log = open(directory)) {
            assertThat(readAll(log)).isEqualTo(all);
        }
    }

    @Test
    void append_takesMore_thanASegment() throws Exception {
        List<LogEntry> many = sample.next(200);
        try (SegmentLog log = open(directory)) {
            log.append(many);
            log.append(many);
        }
        try (SegmentLog log = open(directory)) {
            assertThat(readAll(log)).hasSize(400).startsWith(many.toArray(LogEntry[]::new));
        }
        assertThat(segments(directory)).hasSize(2);
    }

    @Test
    void append_refusesAnEntry_thatIsTooLarge() throws Exception {
        LogEntry large = new LogEntry.ClientDrops(new UUID(1, 1), "tool", Map.of("x".repeat(1 << 20), 1L), 1);
        try (SegmentLog log = open(directory)) {
            assertThatThrownBy(() -> log.append(List.of(large)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1048576");
            log.append(sample.next(1));
            assertThat(readAll(log)).hasSize(1);
        }
    }

    @Test
    void open_goesOn_afterEveryClose() throws Exception {
        List<LogEntry> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            try (SegmentLog log = open(directory)) {
                assertThat(readAll(log)).isEqualTo(all);
                List<LogEntry> some = sample.next(i % 4);
                log.append(some);
                all.addAll(some);
            }
        }
    }

    @Test
    void deleteBefore_removesWholeSegments_only() throws Exception {
        List<LogEntry> all = sample.next(60);
        try (SegmentLog log = open(directory)) {
            for (LogEntry entry : all) {
                log.append(List.of(entry));
            }
            long middle = log.read(0, 10, Duration.ZERO).nextOffset();
            while (middle < log.endOffset() / 2) {
                middle = log.read(middle, 1, Duration.ZERO).nextOffset();
            }
            List<LogEntry> rest = readAll(log, middle);
            int before = segments(directory).size();

            log.deleteBefore(middle);

            assertThat(segments(directory)).hasSizeLessThan(before);
            assertThat(readAll(log, middle)).isEqualTo(rest);
            assertThatThrownBy(() -> log.read(0, 1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
            log.deleteBefore(log.endOffset());
            log.append(all.subList(0, 1));
        }
        assertThat(segments(directory)).hasSizeLessThanOrEqualTo(2);
        try (SegmentLog log = open(directory)) {
            log.append(all.subList(1, 2));
        }
    }

    @Test
    void trim_removesSegments_thatAreStoredAndOldOrTooMany() throws Exception {
        try (SegmentLog log = open(directory)) {
            for (LogEntry entry : sample.next(60)) {
                log.append(List.of(entry));
            }
            long end = log.endOffset();
            int all = segments(directory).size();

            log.trim(end, 0, Long.MAX_VALUE);
            log.trim(0, Long.MAX_VALUE, 0);
            assertThat(segments(directory)).hasSize(all);
            assertThat(log.firstOffset()).isZero();

            Files.setLastModifiedTime(segments(directory).get(0), FileTime.fromMillis(5_000));
            log.trim(end, 5_000, Long.MAX_VALUE);
            assertThat(segments(directory)).hasSize(all);
            log.trim(end, 5_001, Long.MAX_VALUE);
            assertThat(segments(directory)).hasSize(all - 1);

            log.trim(end / 2, 0, 0);
            assertThat(log.firstOffset()).isPositive().isLessThanOrEqualTo(end / 2);
            assertThat(readAll(log, log.firstOffset())).isNotEmpty();
            log.trim(end, 0, 0);
            assertThat(segments(directory)).hasSize(1);
        }
    }

    @Test
    void roll_beginsANewSegment_beforeTheNextEntry() throws Exception {
        try (SegmentLog log = open(directory)) {
            log.roll();
            List<LogEntry> first = sample.next(1);
            log.append(first);
            assertThat(segments(directory)).as("an empty one goes on").hasSize(1);
            long second = log.endOffset();
            log.roll();
            log.roll();
            List<LogEntry> next = sample.next(1);
            log.append(next);
            assertThat(segments(directory)).hasSize(2);
            assertThat(readAll(log, 0)).hasSize(2).startsWith(first.get(0));

            log.trim(second, Long.MAX_VALUE, Long.MAX_VALUE);
            assertThat(log.firstOffset()).isEqualTo(second);
            assertThat(readAll(log, second)).isEqualTo(next);
        }
        try (SegmentLog log = open(directory)) {
            assertThat(log.endOffset()).isGreaterThan(log.firstOffset());
        }
    }

    @Test
    void roll_letsTheLastSegmentGo_whileNothingComes() throws Exception {
        try (SegmentLog log = open(directory)) {
            log.append(sample.next(1));
            long end = log.endOffset();
            log.roll();
            long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (log.firstOffset() < end && System.nanoTime() < deadline) {
                log.trim(end, Long.MAX_VALUE, Long.MAX_VALUE);
                Thread.sleep(1);
            }
            assertThat(log.firstOffset()).isEqualTo(end);
            assertThat(segments(directory)).hasSize(1);
        }
    }

    @Test
    void read_refusesADamagedRecord_ofAnEarlierSegment() throws Exception {
        try (SegmentLog log = open(directory)) {
            for (LogEntry entry : sample.next(60)) {
                log.append(List.of(entry));
            }
        }
        Path first = segments(directory).get(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[Segment.HEADER_BYTES + LogRecord.HEADER_BYTES] ^= 1;
        Files.write(first, bytes);

        try (SegmentLog log = open(directory)) {
            assertThatThrownBy(() -> log.read(0, 10, Duration.ZERO))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(first + " at byte 24")
                    .hasMessageContaining("restore");
        }
    }

    @Test
    void open_refuses_whenASegmentIsMissing() throws Exception {
        try (SegmentLog log = open(directory)) {
            for (LogEntry entry : sample.next(60)) {
                log.append(List.of(entry));
            }
        }
        List<Path> segments = segments(directory);
        Files.delete(segments.get(1));

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(segments.get(0).toString())
                .hasMessageContaining("the next segment begins at offset");
    }

    @Test
    void open_refuses_aNewerFormat() throws Exception {
        open(directory).close();
        Path segment = segments(directory).get(0);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[11] = 2;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 20);
        ByteBuffer.wrap(bytes).putInt(20, (int) crc.getValue());
        Files.write(segment, bytes);

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void open_leavesFilesAlone_thatHaveNoOffsetForAName() throws IOException {
        Path folder = directory.resolve("strange");
        Files.createDirectories(folder);
        List<Path> strange = List.of(
                Files.writeString(folder.resolve("99999999999999999999.segment"), "not ours"),
                Files.writeString(folder.resolve("09999999999999999999.gap"), "not ours"));
        try (SegmentLog log = open(folder)) {
            assertThat(log.endOffset()).isZero();
        }
        assertThat(strange).allSatisfy(file -> assertThat(file).content().isEqualTo("not ours"));
    }
}
