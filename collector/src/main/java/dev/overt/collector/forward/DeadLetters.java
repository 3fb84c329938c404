package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.util.List;

/** Where the events go that a receiver refuses for ever. */
interface DeadLetters {
    /** Keeps nothing. */
    DeadLetters NONE = new DeadLetters() {
        @Override
        public int add(List<Refusal> refusals) {
            return 0;
        }

        @Override
        public void forget(String install) {
            // There is nothing of it.
        }
    };

    /** One refused event, and why, in this program's words. */
    record Refusal(LogEntry.Accepted event, String reason) {}

    /** Keeps events; durable when it returns. Returns of how many there was room: the first ones. */
    int add(List<Refusal> refusals) throws IOException;

    /** Throws away what an installation sent. */
    void forget(String install) throws IOException;
}
