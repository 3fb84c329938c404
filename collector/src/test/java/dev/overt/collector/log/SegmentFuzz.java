package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes in the files of a log: it opens, or says where it is damaged and can be repaired, and what was before the
 * damage is read back. {@code benchmarks/fuzz} has a coverage-guided fuzzer choose the bytes.
 *
 * <pre>
 * first byte   of the input: where the others go, modulo 5; from 128 on their checksums are mended
 *   0          the whole of the only file
 *   1          behind the records of the only file
 *   2          the whole of the second file
 *   3          behind the records of the second file
 *   4          in place of the records of the first of two files
 * </pre>
 */
public final class SegmentFuzz {
    private static final int SEGMENT_BYTES = 1_200;
    private static final int MENDED = 128;
    private static final int LAYOUTS = 5;
    private static final int CRC_IN_HEADER = 20;

    private static @Nullable SegmentFuzz fuzzed;

    private final Path directory;
    private final List<LogEntry> first = new SampleEntries(new Random(7)).next(3);
    private final List<LogEntry> second = new SampleEntries(new Random(8)).next(2);
    private final byte[] firstFile;
    private final byte[] secondFile;
    private final long secondOffset;

    /** @param directory that is emptied for each input */
    SegmentFuzz(Path directory) throws IOException {
        this.directory = directory;
        this.firstFile = file(0, first);
        this.secondOffset = (long) firstFile.length - Segment.HEADER_BYTES;
        this.secondFile = file(secondOffset, second);
    }

    /** Called by the fuzzer. */
    public static void fuzzerInitialize() throws IOException {
        fuzzed = new SegmentFuzz(Files.createTempDirectory("segment-fuzz"));
    }

    /** Called by the fuzzer with each input. */
    public static void fuzzerTestOneInput(byte[] input) throws InterruptedException {
        Objects.requireNonNull(fuzzed).open(input);
    }

    /** Writes the seeds into the folder named first. */
    public static void main(String[] arguments) throws IOException {
        int seed = 0;
        SegmentFuzz fuzz = new SegmentFuzz(Files.createTempDirectory("segment-fuzz"));
        for (byte[] input : fuzz.seeds()) {
            Files.write(Path.of(arguments[0], "seed-" + seed++), input);
        }
    }

    /** Sound bytes for each place, some followed by zeros, as a fuzzer may change them. */
    List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        byte[] records = Arrays.copyOfRange(secondFile, Segment.HEADER_BYTES, secondFile.length);
        for (int layout = 0; layout <= MENDED + LAYOUTS; layout += LAYOUTS * 26) {
            seeds.add(input(layout, firstFile));
            seeds.add(input(layout + 1, records));
            seeds.add(input(layout + 2, secondFile));
            seeds.add(input(layout + 3, records));
            seeds.add(input(layout + 3, new byte[40]));
            seeds.add(input(layout + 4, Arrays.copyOfRange(firstFile, Segment.HEADER_BYTES, firstFile.length)));
        }
        seeds.addAll(kept());
        return seeds;
    }

    private static byte[] input(int place, byte[] bytes) {
        return join(new byte[] {(byte) place}, bytes);
    }

    /** Inputs that a fuzzer found faults with, which were mended. */
    private static List<byte[]> kept() throws IOException {
        Path folder = Path.of("src/test/fuzz/segment");
        List<byte[]> kept = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    kept.add(Files.readAllBytes(file));
                }
            }
        }
        return kept;
    }

    void open(byte[] input) throws InterruptedException {
        if (input.length == 0) {
            return;
        }
        int place = Byte.toUnsignedInt(input[0]);
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        try {
            empty();
            openOrRepair(write(place % LAYOUTS, bytes, place >= MENDED));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands before the bytes and behind them. */
    private record Around(List<LogEntry> before, List<LogEntry> behind) {
        /** @param whole whether {@code found} is all that the log holds */
        void check(List<LogEntry> found, boolean whole) {
            assertThat(found.stream().limit(before.size())).isEqualTo(before);
            if (whole) {
                assertThat(found.stream().skip(Math.max(0, found.size() - behind.size())))
                        .isEqualTo(behind);
            }
        }
    }

    private Around write(int layout, byte[] bytes, boolean mended) throws IOException {
        boolean whole = layout == 0 || layout == 2;
        byte[] put = mended ? mended(bytes, whole ? Segment.HEADER_BYTES : 0) : bytes;
        Path firstPath = Segment.path(directory, 0);
        Path secondPath = Segment.path(directory, secondOffset);
        switch (layout) {
            case 0 -> Files.write(firstPath, put);
            case 1 -> Files.write(firstPath, join(firstFile, put));
            case 4 -> Files.write(firstPath, join(Arrays.copyOf(firstFile, Segment.HEADER_BYTES), put));
            default -> Files.write(firstPath, firstFile);
        }
        switch (layout) {
            case 2 -> Files.write(secondPath, put);
            case 3 -> Files.write(secondPath, join(secondFile, put));
            case 4 -> Files.write(secondPath, secondFile);
            default -> {}
        }
        return switch (layout) {
            case 0 -> new Around(List.of(), List.of());
            case 3 -> new Around(Stream.concat(first.stream(), second.stream()).toList(), List.of());
            case 4 -> new Around(List.of(), second);
            default -> new Around(first, List.of());
        };
    }

    private void openOrRepair(Around around) throws IOException, InterruptedException {
        try {
            checkOpened(around);
        } catch (LogDamagedException damage) {
            if (repaired()) {
                checkOpened(around);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("Use the newer Overt that wrote it.");
        }
    }

    /** False where the file says that it is of another place or format. */
    private boolean repaired() throws IOException {
        try {
            assertThat(LogCheck.repair(directory, new UnforcedFiles()).lines()).isNotEmpty();
            return true;
        } catch (IOException e) {
            assertThat(e.getMessage())
                    .containsAnyOf("name it as its header says", "Use the newer Overt that wrote it.");
            return false;
        }
    }

    /** What stands there is read, goes on, and is there again. */
    private void checkOpened(Around around) throws IOException, InterruptedException {
        List<LogEntry> found = new ArrayList<>();
        boolean readable;
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            readable = read(log, found);
            around.check(found, readable);
            log.append(second);
        }
        List<LogEntry> again = new ArrayList<>();
        try (SegmentLog log = SegmentLog.open(directory, SEGMENT_BYTES, new UnforcedFiles())) {
            assertThat(read(log, again)).isEqualTo(readable);
        }
        found.addAll(readable ? second : List.of());
        assertThat(again).isEqualTo(found);
    }

    /** False where a sound record holds no entry, which only a fuzzer writes. */
    private static boolean read(SegmentLog log, List<LogEntry> entries) throws IOException, InterruptedException {
        long offset = log.firstOffset();
        while (offset < log.endOffset()) {
            try {
                Chunk chunk = log.read(offset, 1, Duration.ZERO);
                assertThat(chunk.nextOffset()).isGreaterThan(offset);
                entries.addAll(chunk.entries());
                offset = chunk.nextOffset();
            } catch (LogDamagedException damage) {
                throw damage;
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("an entry of the log cannot be understood");
                return false;
            }
        }
        return true;
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static byte[] file(long offset, List<LogEntry> entries) {
        WriteBuffer records = new WriteBuffer(new Write());
        records.add(entries.stream().map(LogEntryCodec::encode).toList());
        ByteBuffer bytes = records.records();
        byte[] copied = new byte[bytes.remaining()];
        bytes.get(copied);
        byte[] header = new byte[Segment.HEADER_BYTES];
        Segment.header(offset).get(header);
        return join(header, copied);
    }

    /** The bytes with the checksum of a header, if there is one, and of each record whose length fits. */
    private static byte[] mended(byte[] bytes, int headerBytes) {
        ByteBuffer mended = ByteBuffer.wrap(bytes.clone());
        if (bytes.length >= headerBytes && headerBytes > 0) {
            mended.putInt(CRC_IN_HEADER, crc(bytes, 0, CRC_IN_HEADER));
        }
        int at = headerBytes;
        while (at + LogRecord.HEADER_BYTES < bytes.length) {
            int length = mended.getInt(at);
            if (length <= 0 || length > bytes.length - at - LogRecord.HEADER_BYTES) {
                break;
            }
            CRC32C crc = new CRC32C();
            crc.update(bytes, at, 4);
            crc.update(bytes, at + 8, length + 4);
            mended.putInt(at + 4, (int) crc.getValue());
            at += LogRecord.HEADER_BYTES + length;
        }
        return mended.array();
    }

    private static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
