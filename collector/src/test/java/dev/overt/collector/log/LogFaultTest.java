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

    /** Whatever fails, a log that goes on has taken the failed entries back, and one that does not has lost none. */
    @Test
    void append_goesOnWithoutWhatFailed_orStopsForGood_whicheverOperationFails() throws Exception {
        int goneOn = 0;
        int stopped = 0;
        boolean failed = true;
        for (int operations = 0; failed; operations++) {
            for (int written : new int[] {0, 1, 50, 99, 100}) {
                Path path = directory.resolve("after" + operations + "-" + written);
                FaultyFiles files = new FaultyFiles(new UnforcedFiles(), operations, 1, written);
                History history = new History();
                history.append(path, files, operations);
                failed = files.hasFailed();
                goneOn += history.goneOn ? 1 : 0;
                stopped += history.stopped ? 1 : 0;
                assertThat(files.forceHasFailed() && history.goneOn)
                        .as("gone on after a failed force, " + path)
                        .isFalse();
                history.assertKept(path);
            }
        }
        assertThat(goneOn).isGreaterThan(10);
        assertThat(stopped).isGreaterThan(10);
    }

    /** Entries handed to a log, and what it said of them. */
    private static final class History {
        private final List<LogEntry> acknowledged = new ArrayList<>();
        /** What was refused after the last acknowledged entry. */
        private final List<LogEntry> refused = new ArrayList<>();

        private boolean goneOn;
        private boolean stopped;

        void append(Path path, FaultyFiles files, int seed) throws Exception {
            SampleEntries sample = new SampleEntries(new Random(seed));
            try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, files)) {
                for (int i = 0; i < 12; i++) {
                    append(log, sample.next(5));
                    assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
                }
            } catch (IOException e) {
                assertThat(files.hasFailed()).isTrue();
            }
        }

        private void append(SegmentLog log, List<LogEntry> some) {
            try {
                log.append(some);
                assertThat(stopped).as("acknowledged after the log had stopped").isFalse();
                acknowledged.addAll(some);
                goneOn |= !refused.isEmpty();
                refused.clear();
            } catch (IOException e) {
                stopped |= String.valueOf(e.getMessage()).contains("nothing more is accepted");
                refused.addAll(some);
            }
        }

        void assertKept(Path path) throws Exception {
            List<LogEntry> all = new ArrayList<>(acknowledged);
            all.addAll(refused);
            try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
                List<LogEntry> kept = EventLogContract.readAll(log);
                assertThat(kept.size()).as(path.toString()).isBetween(acknowledged.size(), all.size());
                assertThat(all.subList(0, kept.size())).as(path.toString()).isEqualTo(kept);
            }
        }
    }

    @Test
    void append_goesOn_whenAFullDiskHasRoomAgain() throws Exception {
        SampleEntries sample = new SampleEntries(new Random(4));
        FullDisk files = new FullDisk();
        List<LogEntry> acknowledged = new ArrayList<>(sample.next(3));
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, files)) {
            log.append(acknowledged);
            for (int time = 0; time < 3; time++) {
                files.isFull = true;
                for (int i = 0; i < 4; i++) {
                    assertThatThrownBy(() -> log.append(sample.next(6)))
                            .isInstanceOf(IOException.class)
                            .hasMessageContaining("no space left");
                }
                files.isFull = false;
                List<LogEntry> some = sample.next(20);
                log.append(some);
                acknowledged.addAll(some);
                assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
            }
        }
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
            assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
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
