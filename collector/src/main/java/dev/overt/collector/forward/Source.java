package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where the events of one forwarder come from, in their order. One thread takes. */
interface Source {
    /** The events after those that are done, at most {@code max}; waits up to {@code wait} while there are none. */
    List<LogEntry.Accepted> next(int max, Duration wait) throws IOException, InterruptedException;

    /** What {@link #next} gave last is dealt with. */
    void done() throws IOException;

    /** Whether what was not delivered is gone with the process, so that a stop should wait for it. */
    boolean isLostAtStop();

    /** Up to where of the log everything is dealt with; the highest number where it is not read. Any thread. */
    long doneOffset();

    /** Bytes of the log, or events in memory, that are not dealt with. Any thread. */
    long behind();
}
