package dev.overt.client;

import java.io.IOException;

/** Where the events of a run go to. Its caller holds a lock. */
interface Delivery {
    /** Takes one event, as it is sent; drops and counts it where that cannot be done. */
    void take(String event);

    /** Adds to the count of what was dropped for {@code reason}. */
    void drop(String reason, long count);

    /** Ends the run, which {@code decision} turned on. */
    void close(Decision decision) throws IOException;
}
