package dev.overt.collector.forward;

import java.time.Duration;

/** What became of one event that was sent. Reasons are this program's words, never a receiver's. */
sealed interface Fate {
    Fate DELIVERED = new Delivered();

    /** The receiver has it. */
    record Delivered() implements Fate {}

    /**
     * The receiver does not have it, as far as is known, and may take it later.
     *
     * @param pause how long the receiver asks to wait; zero where it says nothing
     */
    record Later(String reason, Duration pause) implements Fate {
        Later(String reason) {
            this(reason, Duration.ZERO);
        }
    }

    /** The receiver will never take it. */
    record Refused(String reason) implements Fate {}
}
