package dev.overt.collector.web;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens for each sender. All together take half a MiB, whoever sends: a sender's number chooses one of
 * 65,536 buckets, and the few that share one share its tokens. Any number of threads.
 */
public final class TokenBuckets {
    private static final int BUCKETS = 1 << 16;
    private static final double NANOS_PER_SECOND = 1e9;

    /** When each bucket is full again, in nanoseconds since {@link #startNanos}: the one number that a bucket needs. */
    private final AtomicLongArray fullAt = new AtomicLongArray(BUCKETS);

    private final LongSupplier nanoTime;
    private final long startNanos;
    private final boolean unlimited;
    private final double nanosForOne;
    private final double nanosForAll;

    public TokenBuckets(Limits.Rate rate) {
        this(rate, System::nanoTime);
    }

    TokenBuckets(Limits.Rate rate, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
        unlimited = rate.perSecond() <= 0;
        nanosForOne = unlimited ? 0 : NANOS_PER_SECOND / rate.perSecond();
        nanosForAll = nanosForOne * rate.atOnce();
    }

    /** Whether {@code sender} has a whole token left. */
    public boolean any(long sender) {
        return unlimited || left(sender, now()) >= 1;
    }

    /** Takes {@code tokens}, though fewer be left: what is owed must come in before there are any again. */
    public void owe(long sender, long tokens) {
        take(sender, tokens, Double.MAX_VALUE);
    }

    /** Takes as many of {@code wanted} as are left, and says how many. */
    public int takeUpTo(long sender, int wanted) {
        return (int) take(sender, wanted, nanosForAll);
    }

    private long take(long sender, long wanted, double nanosToOwe) {
        if (unlimited || wanted == 0) {
            return wanted;
        }
        int bucket = bucket(sender);
        while (true) {
            long now = now();
            long before = fullAt.get(bucket);
            long owed = Math.max(before - now, 0);
            long taken = Math.min(wanted, (long) Math.max((nanosToOwe - owed) / nanosForOne, 0));
            long after = now + owed + (long) (taken * nanosForOne);
            if (taken == 0 || fullAt.compareAndSet(bucket, before, after)) {
                return taken;
            }
        }
    }

    /** In how many seconds there is a token again: at least one second, at most an hour. */
    public int waitSeconds(long sender) {
        double seconds = (1 - left(sender, now())) * nanosForOne / NANOS_PER_SECOND;
        return (int) Math.min(Math.max(Math.ceil(seconds), 1), 3_600);
    }

    private double left(long sender, long now) {
        long owed = Math.max(fullAt.get(bucket(sender)) - now, 0);
        return unlimited ? 1 : (nanosForAll - owed) / nanosForOne;
    }

    private long now() {
        return nanoTime.getAsLong() - startNanos;
    }

    private static int bucket(long sender) {
        return (int) (sender & (BUCKETS - 1));
    }
}
