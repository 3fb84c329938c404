package dev.overt.collector.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fuzzer begins with and has found, and a few bytes of each changed: {@code benchmarks/fuzz} goes on from there. */
final class SegmentFuzzTest {
    private static final int CHANGES = 40;

    @Test
    void log_opensOrIsRepaired_whateverItsFilesHold(@TempDir Path directory) throws IOException, InterruptedException {
        SegmentFuzz fuzz = new SegmentFuzz(directory);
        Random random = new Random(1);
        for (byte[] seed : fuzz.seeds()) {
            fuzz.open(seed);
            for (int change = 0; change < CHANGES; change++) {
                byte[] bytes = seed.clone();
                bytes[1 + random.nextInt(bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
                fuzz.open(random.nextBoolean() ? bytes : Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length)));
            }
        }
    }
}
