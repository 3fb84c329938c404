package dev.overt.collector.forward;

import java.time.Duration;

/**
 * How a forwarder goes about its work.
 *
 * @param linger pause after a small batch, in which the next one grows
 * @param firstRetry wait after the first failure
 * @param lastRetry the longest wait, unless the receiver asks for more
 * @param timeout of one request
 */
record Pace(Duration linger, Duration firstRetry, Duration lastRetry, Duration timeout) {
    static final Pace ORDINARY =
            new Pace(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofSeconds(30));
}
