package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.util.List;

/** Where the events go that a receiver refuses for ever. */
interface DeadLetters {
    /** Keeps nothing. */
    DeadLetters NONE = refusals -> 0;

    /** One refused event, and why, in this program's words. */
    record Refusal(LogEntry.Accepted event, String reason) {}

    /** Keeps events; durable when it returns. Returns of how many there was room: the first ones. */
    int add(List<Refusal> refusals) throws IOException;
}
