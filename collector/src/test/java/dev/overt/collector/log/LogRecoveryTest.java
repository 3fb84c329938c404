package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After any damage to a byte or cut of a file, a log holds a prefix of what was acknowledged, or says where it is damaged. */
final class LogRecoveryTest {
    private static final int SEGMENT_BYTES = 1_200;

    @TempDir
    Path directory;

    private final List<LogEntry> acknowledged = new ArrayList<>();
    private final Map<Path, byte[]> files = new LinkedHashMap<>();
    /** How many entries the last write brought. */
    private int lastWrite;

    /** Two segments, and at least three writes in the last. */
    @BeforeEach
    void writeALog() throws IOException {
        Random random = new Random(5);
        SampleEntries sample = new SampleEntries(random);
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
            int segments = 1;
            for (int inLast = 0; segments < 2 || inLast < 3; inLast++) {
                List<LogEntry> some = sample.next(1 + random.nextInt(2));
                log.append(some);
                acknowledged.addAll(some);
                lastWrite = some.size();
                int now = SegmentLogTest.segments(directory).size();
                inLast = now > segments ? 0 : inLast;
                segments = now;
            }
        }
        for (Path path : SegmentLogTest.segments(directory)) {
            files.put(path, Files.readAllBytes(path));
        }
    }

    private void restore() throws IOException {
        for (Path path : SegmentLogTest.segments(directory)) {
            Files.delete(path);
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    /** Returns how many entries are left, or -1 if the log was refused. */
    private int check(Path damaged, String how) throws Exception {
        List<LogEntry> left;
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            left = EventLogContract.readAll(log);
            log.append(acknowledged.subList(0, 1));
            assertThat(EventLogContract.readAll(log)).as(how).hasSize(left.size() + 1);
        } catch (IOException e) {
            assertThat(e).as(how).hasMessageContaining(damaged.toString());
            return -1;
        }
        assertThat(acknowledged.subList(0, Math.min(left.size(), acknowledged.size())))
                .as(how)
                .isEqualTo(left);
        assertThat(left.size()).as(how).isGreaterThanOrEqualTo(acknowledged.size() - lastWrite);
        return left.size();
    }

    @Test
    void open_keepsAllButTheLastWrite_orRefuses_whenAnyByteIsFlipped() throws Exception {
        int refused = 0;
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            for (int at = 0; at < file.getValue().length; at++) {
                restore();
                byte[] bytes = file.getValue().clone();
                bytes[at] ^= (byte) (1 << at % 8);
                Files.write(file.getKey(), bytes);
                refused += check(file.getKey(), file.getKey().getFileName() + " flipped at " + at) < 0 ? 1 : 0;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void open_keepsAPrefix_orRefuses_whenAFileIsCutAnywhere() throws Exception {
        Path last = lastFile();
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            for (int size = 0; size < file.getValue().length; size++) {
                restore();
                Files.write(file.getKey(), Arrays.copyOf(file.getValue(), size));
                String how = file.getKey().getFileName() + " cut to " + size;
                if (file.getKey().equals(last) && size >= Segment.HEADER_BYTES) {
                    checkPrefix(how);
                } else {
                    assertThat(check(file.getKey(), how)).as(how).isNegative();
                }
            }
        }
    }

    private void checkPrefix(String how) throws Exception {
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            List<LogEntry> left = EventLogContract.readAll(log);
            assertThat(acknowledged.subList(0, left.size())).as(how).isEqualTo(left);
        }
    }

    @Test
    void open_cutsATornWrite_whoseLaterSectorsArrivedFirst() throws Exception {
        Path last = lastFile();
        int start = usedBytes(Files.readAllBytes(last));
        try (SegmentLog log = SegmentLog.open(directory, 1 << 20, new UnforcedFiles())) {
            log.append(new SampleEntries(new Random(9)).next(20));
        }
        byte[] whole = Files.readAllBytes(last);
        Arrays.fill(whole, start, start + 200, (byte) 0);
        Files.write(last, whole);

        try (SegmentLog log = SegmentLog.open(directory, 1 << 20, new UnforcedFiles())) {
            assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
        }
    }

    private Path lastFile() {
        return List.copyOf(files.keySet()).get(files.size() - 1);
    }

    private static int usedBytes(byte[] file) {
        int used = file.length;
        while (file[used - 1] == 0) {
            used--;
        }
        return used;
    }
}
