package dev.overt.manifest;

import java.net.URI;
import java.time.Duration;

/**
 * How events leave the machine.
 *
 * @param every shortest time between two uploads
 * @param collector where they go; the write key, if known, is its user info
 */
public record Delivery(Mode mode, Duration every, URI collector) {

    /** Where events wait. */
    public enum Mode {
        /** On disk, for a detached uploader. */
        SPOOL,
        /** In memory, sent by the tool itself. */
        LIVE
    }
}
