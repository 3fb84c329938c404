package dev.overt.collector.log;

import java.io.IOException;

/**
 * A force failed. What was written since the last one is neither on the disk nor in the page cache for certain, and a
 * force that succeeds afterwards says nothing about it: nothing more can be promised until the log is opened again.
 */
final class FailedForceException extends IOException {
    private static final long serialVersionUID = 1;

    FailedForceException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
