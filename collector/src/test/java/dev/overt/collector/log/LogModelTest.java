package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of a log: appends, writes that fail, power that is cut in the middle of anything, and the log opened
 * again. What was acknowledged is there, once, in its order. {@code overt.fuzz.factor} makes the campaign longer.
 *
 * <p>The classic bugs are planted to see that the campaign finds them.
 */
final class LogModelTest {
    private static final int SEGMENT_BYTES = 3_000;
    private static final int HISTORIES = 60 * Integer.getInteger("overt.fuzz.factor", 1);

    @TempDir
    Path directory;

    /** How a history appends: the right way, or with a bug. */
    private interface Appender {
        void append(SegmentLog log, List<LogEntry> entries) throws IOException;
    }

    @Test
    void log_keepsWhatItAcknowledged_throughRandomHistories() throws Exception {
        campaign(SegmentLog::append, files -> files);
    }

    @Test
    void campaign_findsALog_thatAcknowledgesTooEarly() {
        ExecutorService later = Executors.newSingleThreadExecutor();
        assertThatThrownBy(() -> campaign(
                        (log, entries) -> later.execute(() -> {
                            try {
                                log.append(entries);
                            } catch (IOException e) {
                                // acknowledged long ago
                            }
                        }),
                        files -> files))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acknowledged and lost");
        later.shutdown();
    }

    @Test
    void campaign_findsALog_thatDoesNotForceItsFiles() {
        assertThatThrownBy(() -> campaign(SegmentLog::append, WithoutForce::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acknowledged and lost");
    }

    @Test
    void campaign_findsALog_thatDoesNotForceItsNames() {
        assertThatThrownBy(() -> campaign(SegmentLog::append, WithoutForcedNames::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acknowledged and lost");
    }

    @Test
    void campaign_findsALog_thatTrustsAForceAfterAFailedOne() {
        assertThatThrownBy(() -> campaign(SegmentLog::append, ForcedAgain::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("acknowledged and lost");
    }

    private void campaign(Appender appender, UnaryOperator<LogFiles> bug) throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Path path = Files.createTempDirectory(directory, "history");
            Random random = new Random(seed);
            SampleEntries sample = new SampleEntries(random);
            List<LogEntry> kept = List.of();
            for (int life = 0; life < 5; life++) {
                kept = live(path, random, sample, kept, appender, bug, "history " + seed + ", life " + life);
            }
        }
    }

    /** One life of a log, until its power is cut. Returns what it holds when the power is back. */
    private static List<LogEntry> live(
            Path path,
            Random random,
            SampleEntries sample,
            List<LogEntry> before,
            Appender appender,
            UnaryOperator<LogFiles> bug,
            String how)
            throws Exception {
        Offered offered = new Offered(before);
        VolatileFiles files = new VolatileFiles(path, random);
        LogFiles faulty = new FaultyFiles(files, random.nextInt(30), random.nextInt(3), random.nextInt(101));
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, bug.apply(faulty))) {
            files.cutPowerAfter(random.nextInt(40));
            for (int i = 0; i < 10; i++) {
                if (random.nextInt(8) == 0) {
                    files.failNextForce();
                }
                offered.append(log, sample.next(1 + random.nextInt(8)), appender);
            }
            files.cutPower();
        } catch (IOException e) {
            files.cutPower();
        }
        try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
            List<LogEntry> kept = EventLogContract.readAll(log);
            offered.check(kept, how);
            return kept;
        } catch (LogDamagedException e) {
            throw new AssertionError("acknowledged and lost, " + how, e);
        }
    }

    /** What a log was offered: groups of entries, each acknowledged or not. */
    private static final class Offered {
        private record Group(List<LogEntry> entries, boolean acknowledged) {}

        private final List<Group> groups = new ArrayList<>();

        Offered(List<LogEntry> before) {
            groups.add(new Group(before, true));
        }

        void append(SegmentLog log, List<LogEntry> entries, Appender appender) {
            try {
                appender.append(log, entries);
                groups.add(new Group(entries, true));
            } catch (IOException e) {
                groups.add(new Group(entries, false));
            }
        }

        /** An acknowledged group is there whole; of others a first part may be; all in the order in which they were offered. */
        void check(List<LogEntry> kept, String how) {
            int at = 0;
            for (Group group : groups) {
                int count = 0;
                while (count < group.entries().size()
                        && at < kept.size()
                        && kept.get(at).equals(group.entries().get(count))) {
                    count++;
                    at++;
                }
                if (group.acknowledged()) {
                    assertThat(count)
                            .as("acknowledged and lost, " + how)
                            .isEqualTo(group.entries().size());
                }
            }
            assertThat(at).as("kept and never offered, or twice, " + how).isEqualTo(kept.size());
        }
    }

    /** Files with one operation that is not done as it should be. */
    private abstract static class Broken implements LogFiles {
        final LogFiles files;

        Broken(LogFiles files) {
            this.files = files;
        }

        @Override
        public LogFile open(Path path) throws IOException {
            return new BrokenFile(files.open(path), this);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            files.rename(from, to);
        }

        @Override
        public void forceDirectory(Path path) throws IOException {
            files.forceDirectory(path);
        }

        void force(LogFile file, boolean withMetadata) throws IOException {
            file.force(withMetadata);
        }
    }

    private record BrokenFile(LogFiles.LogFile file, Broken files) implements LogFiles.LogFile {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            files.force(file, withMetadata);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    private static final class WithoutForce extends Broken {
        WithoutForce(LogFiles files) {
            super(files);
        }

        @Override
        void force(LogFile file, boolean withMetadata) {}
    }

    private static final class WithoutForcedNames extends Broken {
        WithoutForcedNames(LogFiles files) {
            super(files);
        }

        @Override
        public void forceDirectory(Path path) {}
    }

    /** Forces again where a force has failed, and believes the second. */
    private static final class ForcedAgain extends Broken {
        ForcedAgain(LogFiles files) {
            super(files);
        }

        @Override
        void force(LogFile file, boolean withMetadata) throws IOException {
            try {
                file.force(withMetadata);
            } catch (IOException e) {
                file.force(withMetadata);
            }
        }
    }
}
