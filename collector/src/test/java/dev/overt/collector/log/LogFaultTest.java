package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives every fault of the disk, and nothing is acknowledged after one. */
final class LogFaultTest {
    private static final int SEGMENT_BYTES = 3_000;

    @TempDir
    Path directory;

    @Test
    void append_failsForEver_onceAnyOperationHasFailed() throws Exception {
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            Path path = directory.resolve("after" + operations);
            FaultyFiles files = new FaultyFiles(operations);
            List<LogEntry> acknowledged = new ArrayList<>();
            List<LogEntry> attempted = appendUntilFailure(path, files, acknowledged, operations);
            failed = files.hasFailed();
            assertKept(path, acknowledged, attempted, "after " + operations + " operations");
        }
    }

    private static List<LogEntry> appendUntilFailure(
            Path path, FaultyFiles files, List<LogEntry> acknowledged, int seed) {
        List<LogEntry> attempted = new ArrayList<>();
        SampleEntries sample = new SampleEntries(new Random(seed));
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, files)) {
            for (int i = 0; i < 12; i++) {
                List<LogEntry> some = sample.next(5);
                attempted.addAll(some);
                try {
                    log.append(some);
                } catch (IOException e) {
                    assertThatThrownBy(() -> log.append(some))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("nothing more is accepted");
                    assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
                    break;
                }
                acknowledged.addAll(some);
            }
        } catch (IOException e) {
            assertThat(files.hasFailed()).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return attempted;
    }

    private static void assertKept(Path path, List<LogEntry> acknowledged, List<LogEntry> attempted, String how)
            throws Exception {
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
            List<LogEntry> kept = EventLogContract.readAll(log);
            assertThat(kept.size()).as(how).isBetween(acknowledged.size(), attempted.size());
            assertThat(attempted.subList(0, kept.size())).as(how).isEqualTo(kept);
        }
    }

    @Test
    void open_findsAllThatWasAcknowledged_afterEveryLossOfPower() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            Path path = Files.createDirectory(directory.resolve("seed" + seed));
            Random random = new Random(seed);
            SampleEntries sample = new SampleEntries(random);
            List<LogEntry> kept = new ArrayList<>();
            for (int cut = 0; cut < 4; cut++) {
                kept = appendUntilPowerLoss(path, random, sample, kept, "seed " + seed + " cut " + cut);
            }
        }
    }

    /** Returns what the log holds when the power is back. */
    private static List<LogEntry> appendUntilPowerLoss(
            Path path, Random random, SampleEntries sample, List<LogEntry> before, String how) throws Exception {
        List<LogEntry> acknowledged = new ArrayList<>(before);
        List<LogEntry> attempted = new ArrayList<>(before);
        VolatileFiles files = new VolatileFiles(path, random);
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, files)) {
            files.cutPowerAfter(random.nextInt(20));
            for (int i = 0; i < 6; i++) {
                List<LogEntry> some = sample.next(1 + random.nextInt(8));
                attempted.addAll(some);
                log.append(some);
                acknowledged.addAll(some);
            }
        } catch (IOException e) {
            assertThat(e).as(how).hasStackTraceContaining("no power");
        }
        files.cutPower();
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
            List<LogEntry> kept = EventLogContract.readAll(log);
            assertThat(kept.size()).as(how).isBetween(acknowledged.size(), attempted.size());
            assertThat(attempted.subList(0, kept.size())).as(how).isEqualTo(kept);
            return kept;
        }
    }

    @Test
    void open_makesDurable_whatAFailedForceLeftInMemory() throws Exception {
        for (int seed = 0; seed < 30; seed++) {
            Path path = Files.createDirectory(directory.resolve("seed" + seed));
            SampleEntries sample = new SampleEntries(new Random(seed));
            VolatileFiles files = new VolatileFiles(path, new Random(seed));
            try (SegmentLog log = SegmentLog.open(path, 1 << 16, files)) {
                log.append(sample.next(3));
                files.failNextForce();
                assertThatThrownBy(() -> log.append(sample.next(8))).isInstanceOf(IOException.class);
            }
            List<LogEntry> read;
            try (SegmentLog log = SegmentLog.open(path, 1 << 16, files)) {
                read = EventLogContract.readAll(log);
            }
            files.cutPower();
            try (SegmentLog log = SegmentLog.open(path, 1 << 16, new DiskFiles())) {
                assertThat(EventLogContract.readAll(log)).as("seed " + seed).isEqualTo(read);
            }
        }
    }
}
