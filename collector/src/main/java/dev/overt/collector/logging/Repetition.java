package dev.overt.collector.logging;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets each logger write so many records of a level a minute, and says with the next one how many were left out. Without it
 * whoever sends bad requests could fill a disk. Thread-safe.
 */
final class Repetition implements Filter {
    static final int MAX_A_MINUTE = 10;
    private static final long MINUTE_MILLIS = 60_000;

    private final Clock clock;
    /** By logger and level, of which the program has few. Guarded by this. */
    private final Map<String, Minute> minutes = new HashMap<>();

    Repetition(Clock clock) {
        this.clock = clock;
    }

    /** What was written and left out since it began. */
    private static final class Minute {
        private final long beganAtMillis;
        private int records;

        Minute(long beganAtMillis) {
            this.beganAtMillis = beganAtMillis;
        }
    }

    @Override
    public synchronized boolean isLoggable(LogRecord record) {
        long now = clock.millis();
        String kind = record.getLoggerName() + " " + record.getLevel();
        Minute minute = minutes.get(kind);
        if (minute == null || now - minute.beganAtMillis >= MINUTE_MILLIS) {
            int leftOut = minute == null ? 0 : minute.records - MAX_A_MINUTE;
            if (leftOut > 0) {
                record.setMessage(record.getMessage() + " (" + leftOut + " more of this kind were left out before)");
            }
            minute = new Minute(now);
            minutes.put(kind, minute);
        }
        minute.records++;
        return minute.records <= MAX_A_MINUTE;
    }
}
