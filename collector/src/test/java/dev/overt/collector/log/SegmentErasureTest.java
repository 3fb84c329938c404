package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SegmentErasureTest {
    private static final int SEGMENT_BYTES = 2_000;

    private final Random random = new Random(5);

    @TempDir
    private Path directory;

    /** An entry and where it was. */
    private record Placed(LogEntry entry, long offset) {}

    private String id() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private LogEntry event(String product, String install, String text) {
        return new LogEntry.Accepted(
                new UUID(random.nextLong(), random.nextLong()),
                product,
                "run",
                install,
                1,
                2,
                Map.of("text", text, "count", random.nextLong()),
                List.of());
    }

    private static List<Placed> placed(EventLog log) throws IOException, InterruptedException {
        List<Placed> placed = new ArrayList<>();
        for (long offset = 0; offset < log.endOffset(); ) {
            Chunk chunk = log.read(offset, 1, Duration.ZERO);
            long next = chunk.nextOffset();
            chunk.entries().forEach(entry -> placed.add(new Placed(entry, next)));
            offset = next;
        }
        return placed;
    }

    private String bytes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : SegmentLogTest.segments(directory)) {
            all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString().toLowerCase(Locale.ROOT);
    }

    @Test
    void erase_leavesNoByte_andEveryOtherEntryWhereItWas() throws Exception {
        for (int history = 0; history < 20; history++) {
            Files.createDirectories(directory);
            String gone = id();
            String kept = id();
            List<Placed> others;
            try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
                for (int i = random.nextInt(80); i >= 0; i--) {
                    log.append(List.of(
                            event("tool", random.nextInt(3) == 0 ? gone : kept, "x".repeat(random.nextInt(300)))));
                }
                log.append(List.of(event(
                        "tool",
                        kept,
                        "as UUID "
                                + new UUID(
                                        Long.parseUnsignedLong(gone.substring(0, 16), 16),
                                        Long.parseUnsignedLong(gone.substring(16), 16)))));
                log.append(List.of(event("other", gone, "")));
                others = placed(log).stream()
                        .filter(placed -> !isOf(gone, placed.entry()))
                        .toList();
                int count = placed(log).size() - others.size();

                ErasableLog.Findings found = log.find(Set.of(new Installation("tool", gone)));
                found.erase();

                assertThat(found.count(new Installation("tool", gone))).isEqualTo((long) count);
                assertThat(placed(log)).isEqualTo(others);
                assertThat(log.find(Set.of(new Installation("tool", gone))).count(new Installation("tool", gone)))
                        .isZero();
                log.append(List.of(event("tool", kept, "")));
                log.find(Set.of(new Installation("other", gone))).erase();
            }
            assertThat(bytes()).doesNotContain(gone);
            try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
                List<Placed> after = placed(log);
                assertThat(after.subList(0, after.size() - 1))
                        .isEqualTo(others.stream()
                                .filter(placed -> placed.entry().product().equals("tool"))
                                .toList());
            }
            assertThat(LogCheck.check(directory).sound()).isTrue();
            for (Path file : SegmentLogTest.segments(directory)) {
                Files.delete(file);
            }
        }
    }

    private static boolean isOf(String id, LogEntry entry) {
        return entry.product().equals("tool")
                && entry.toString().replace("-", "").contains(id);
    }

    @Test
    void erase_leavesTheAgeOfAFile_andWhatWasTrimmedGone() throws Exception {
        String gone = id();
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
            for (int i = 0; i < 30; i++) {
                log.append(List.of(event("tool", gone, "x".repeat(200))));
            }
            ErasableLog.Findings found = log.find(Set.of(new Installation("tool", gone)));
            List<Path> segments = SegmentLogTest.segments(directory);
            Files.setLastModifiedTime(segments.get(1), FileTime.fromMillis(5_000));
            log.deleteBefore(log.read(0, 9, Duration.ZERO).nextOffset());

            found.erase();

            assertThat(segments.get(0)).doesNotExist();
            assertThat(Files.getLastModifiedTime(segments.get(1)).toMillis()).isEqualTo(5_000);
        }
        assertThat(bytes()).doesNotContain(gone);
    }

    @Test
    void read_goesOn_whileEntriesAreErased() throws Exception {
        String gone = id();
        String kept = id();
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
            for (int i = 0; i < 60; i++) {
                log.append(List.of(event("tool", i % 2 == 0 ? gone : kept, "x".repeat(100))));
            }
            long offset = log.read(0, 7, Duration.ZERO).nextOffset();
            log.find(Set.of(new Installation("tool", gone))).erase();

            List<LogEntry> rest = EventLogContract.readAll(log, offset);
            assertThat(rest)
                    .hasSize(27)
                    .allSatisfy(entry -> assertThat(entry.toString()).contains(kept));
        }
    }

    /** Cuts the power in the middle of everything that erasing does, and does it again. */
    @Test
    void erase_losesNothingOfOthers_whereverThePowerIsCut() throws Exception {
        for (int operations = 0; operations < 60; operations++) {
            Path path = Files.createTempDirectory(directory, "cut");
            String gone = id();
            List<Placed> others;
            try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
                for (int i = 0; i < 30; i++) {
                    log.append(List.of(event("tool", i % 3 == 0 ? gone : id(), "x".repeat(100))));
                }
                others = placed(log).stream()
                        .filter(placed -> !isOf(gone, placed.entry()))
                        .toList();
            }
            VolatileFiles files = new VolatileFiles(path, new Random(operations));
            try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, files)) {
                files.cutPowerAfter(operations);
                log.find(Set.of(new Installation("tool", gone))).erase();
                files.cutPower();
            } catch (IOException cut) {
                files.cutPower();
            }
            try (SegmentLog log = SegmentLog.open(path, SEGMENT_BYTES, new DiskFiles())) {
                log.find(Set.of(new Installation("tool", gone))).erase();
                assertThat(placed(log))
                        .as("cut after %d operations", operations)
                        .isEqualTo(others);
            }
        }
    }

    @Test
    void find_fails_whereARecordCannotBeRead() throws Exception {
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new DiskFiles())) {
            log.append(List.of(event("tool", id(), "")));
            log.find(Set.of());
            Path first = SegmentLogTest.segments(directory).get(0);
            byte[] bytes = Files.readAllBytes(first);
            bytes[60] ^= 1;
            Files.write(first, bytes);

            assertThatThrownBy(() -> log.find(Set.of())).isInstanceOf(LogDamagedException.class);
        }
    }
}
