package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.util.List;

/** A receiver of one product's events outside the collector. Any number of threads. */
interface Destination {
    /** How many events one delivery may have. */
    int maxEvents();

    /**
     * Sends events and waits for the answer.
     *
     * @param events at most {@link #maxEvents}, one at least, in the order in which they came
     * @return what became of each, in their order; of one installation's, none is delivered after one that is to be sent
     *     again, unless the receiver itself said so
     */
    List<Fate> deliver(List<LogEntry.Accepted> events) throws InterruptedException;

    /**
     * Has all erased that the receiver holds of an installation.
     *
     * @param install the id of the installation, which nothing is sent of any more
     * @return never with a receiver's own words, which may repeat the id
     */
    Erasure.Result erase(String install) throws InterruptedException;
}
