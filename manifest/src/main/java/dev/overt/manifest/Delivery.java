package dev.overt.manifest;

import java.net.URI;
import java.time.Duration;

/**
 * How events leave the machine.
 *
 * @param every shortest time between two uploads of the tool
 * @param collector where they go; the write key, if known, is its user info
 * @param buffer most events that wait in memory; for {@link Mode#LIVE}
 * @param retries how often an event that could not be sent is tried again; for {@link Mode#LIVE}
 * @param exit longest time by which the end of the tool is delayed; for {@link Mode#LIVE}
 * @param timeout longest time that one request of a script may take
 */
public record Delivery(
        Mode mode, Duration every, URI collector, int buffer, int retries, Duration exit, Duration timeout) {
    /** Where events wait. */
    public enum Mode {
        /** On disk, for a detached uploader. */
        SPOOL,
        /** In memory, sent by the tool itself. */
        LIVE,
        /** Nowhere: each is sent at once, in the background. */
        POST
    }
}
