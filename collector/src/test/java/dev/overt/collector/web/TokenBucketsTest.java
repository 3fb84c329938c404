package dev.overt.collector.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.web.Limits.Rate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
    private long nanoTime = Long.MAX_VALUE - 5;

    @Test
    void takeUpTo_givesWhatIsLeft_andFillsWithTime() {
        TokenBuckets buckets = buckets(2, 10);

        assertThat(buckets.takeUpTo(7, 4)).isEqualTo(4);
        assertThat(buckets.takeUpTo(7, 100)).isEqualTo(6);
        assertThat(buckets.takeUpTo(7, 1)).isZero();
        assertThat(buckets.any(7)).isFalse();
        assertThat(buckets.waitSeconds(7)).isEqualTo(1);
        pass(1_500);
        assertThat(buckets.takeUpTo(7, 100)).isEqualTo(3);
        pass(1_000_000);
        assertThat(buckets.takeUpTo(7, 100)).isEqualTo(10);
    }

    @Test
    void takeUpTo_givesEachSenderItsOwn() {
        TokenBuckets buckets = buckets(2, 10);
        buckets.takeUpTo(7, 10);

        assertThat(buckets.takeUpTo(8, 10)).isEqualTo(10);
    }

    @Test
    void owe_takesMoreThanIsLeft_andMustBeMadeUp() {
        TokenBuckets buckets = buckets(10, 10);

        buckets.owe(7, 110);
        assertThat(buckets.any(7)).isFalse();
        assertThat(buckets.waitSeconds(7)).isEqualTo(11);
        pass(10_000);
        assertThat(buckets.any(7)).isFalse();
        pass(100);
        assertThat(buckets.any(7)).isTrue();
    }

    @Test
    void rateOfZero_isNoLimit() {
        TokenBuckets buckets = buckets(0, 0);
        buckets.owe(7, Long.MAX_VALUE);

        assertThat(buckets.takeUpTo(7, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
        assertThat(buckets.any(7)).isTrue();
    }

    @Test
    void takeUpTo_neverGivesMoreThanTheRate() {
        Random random = new Random(5);
        TokenBuckets buckets = buckets(3, 20);
        long taken = 0;
        long millis = 0;
        for (int i = 0; i < 10_000; i++) {
            taken += buckets.takeUpTo(7, random.nextInt(30));
            assertThat(taken).isLessThanOrEqualTo(20 + millis * 3 / 1000 + 1);
            int passed = random.nextInt(2_000);
            millis += passed;
            pass(passed);
        }
        assertThat(taken).isGreaterThan(millis * 3 / 1000 / 2);
    }

    private TokenBuckets buckets(double perSecond, long atOnce) {
        return new TokenBuckets(new Rate(perSecond, atOnce), () -> nanoTime);
    }

    private void pass(long millis) {
        nanoTime += TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
