package dev.overt.client;

import java.io.IOException;

/** Where the events of a run go to. Its caller holds a lock, but for live delivery. */
interface Delivery {
    /** Takes one event, as it is sent; drops and counts it where that cannot be done. */
    void take(String event);

    /** Adds to the count of what was dropped for {@code reason}. */
    void drop(String reason, long count);

    /** Hands over what was taken, if a run that {@code decision} turned on has kept it for long. */
    void handOver(Decision decision) throws IOException;

    /** Forgets what was taken and not handed over: nobody agrees to its being sent any more. */
    void discard();

    /** Ends the run, which {@code decision} turned on; false where an event that was taken will never be sent. */
    boolean close(Decision decision) throws IOException;
}
