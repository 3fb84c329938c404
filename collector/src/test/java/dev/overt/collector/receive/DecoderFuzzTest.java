package dev.overt.collector.receive;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a fuzzer begins with and has found, and a few bytes of each changed: {@code benchmarks/fuzz} goes on from there. */
final class DecoderFuzzTest {
    private static final int CHANGES = 6;

    @ParameterizedTest
    @EnumSource
    void endpoint_answersAndKeepsNothingUndeclared_whateverItIsSent(FuzzedEndpoint endpoint) throws IOException {
        try (DecoderFuzz fuzz = new DecoderFuzz(endpoint)) {
            Random random = new Random(1);
            for (byte[] seed : endpoint.seeds()) {
                fuzz.send(seed);
                for (int change = 0; change < CHANGES; change++) {
                    fuzz.send(changed(seed, random));
                }
            }
        }
    }

    private static byte[] changed(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
    }
}
