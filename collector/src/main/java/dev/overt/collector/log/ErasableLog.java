package dev.overt.collector.log;

import java.io.IOException;
import java.util.Set;

/** A log of which the entries of an installation can be taken out for good. Any number of threads; one erases at a time. */
public interface ErasableLog {
    /**
     * Looks for every entry of the installations that was appended before the call: an event of theirs, and whatever else
     * of their product has the id in its text.
     *
     * @throws IOException if a part of the log cannot be read: nothing can be said then
     */
    Findings find(Set<Installation> installations) throws IOException;

    /** Entries that were found. */
    interface Findings {
        /** How many entries an installation has. */
        long count(Installation installation);

        /**
         * Takes the entries out: afterwards no byte of them is in the log, and every other entry has the offset that it
         * had. What a failure leaves is either the one or the other, segment by segment, and can be done again.
         */
        void erase() throws IOException;
    }
}
