package dev.overt.collector;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where the time of a start goes, in milliseconds, for whoever wants it shorter. One thread. */
final class StartTimes {
    private final List<String> phases = new ArrayList<>();
    private Instant last = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);

    /** What went on since the last phase, or since the process began, was this. */
    void ended(String phase) {
        Instant now = Instant.now();
        phases.add(phase + " " + Duration.between(last, now).toMillis() + " ms");
        last = now;
    }

    @Override
    public String toString() {
        return String.join(", ", phases);
    }
}
