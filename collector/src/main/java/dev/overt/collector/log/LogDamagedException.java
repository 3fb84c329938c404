package dev.overt.collector.log;

import java.io.IOException;
import java.nio.file.Path;

/** Says where a log no longer holds what was once durable in it. */
final class LogDamagedException extends IOException {
    private static final long serialVersionUID = 1;

    LogDamagedException(Path file, long position, String what) {
        super("the log is damaged: " + file + " at byte " + position + ": " + what
                + ". Nothing was changed. Check the disk, then restore the whole data folder from a backup;"
                + " without one, `overt log check` says what can be kept.");
    }
}
