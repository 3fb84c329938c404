package dev.overt.collector.log;

import java.nio.file.Path;

/**
 * A part of the log that was lost, and that a repair has left out: from its offset to the first segment after it. An empty
 * file stands for it, with the offset in 20 digits and {@code .gap} as its name.
 */
final class Gap {
    static final String SUFFIX = ".gap";

    private Gap() {}

    static Path path(Path directory, long offset) {
        return directory.resolve(Segment.digits(offset) + SUFFIX);
    }
}
