package dev.overt.collector.store;

import java.time.Duration;

/**
 * What one query may cost.
 *
 * @param maxRows a longer answer is refused
 * @param maxTime a query that takes longer is stopped
 * @param maxAtOnce further queries wait, within their time
 */
public record QueryLimits(int maxRows, Duration maxTime, int maxAtOnce) {
    public static final QueryLimits DEFAULT = new QueryLimits(10_000, Duration.ofSeconds(15), 4);
}
