package dev.overt.collector.forward;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to leave a receiver alone that fails again and again: twice as long each time, by chance between half of it and
 * all of it, and never shorter than it asks for. After some failures in a row it is only probed. One thread.
 */
final class Backoff {
    private static final int PROBED_FROM = 3;

    private final Duration first;
    private final Duration last;
    private int failures;

    Backoff(Duration first, Duration last) {
        this.first = first;
        this.last = last;
    }

    /** Counts a failure. Returns how long to wait. */
    Duration failed(Duration asked) {
        long most = Math.min(last.toMillis(), first.toMillis() << Math.min(failures, 20));
        failures++;
        Duration chance = Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
        return chance.compareTo(asked) < 0 ? asked : chance;
    }

    void succeeded() {
        failures = 0;
    }

    boolean failing() {
        return failures > 0;
    }

    /** Whether one event is enough for the next attempt. */
    boolean probing() {
        return failures >= PROBED_FROM;
    }
}
