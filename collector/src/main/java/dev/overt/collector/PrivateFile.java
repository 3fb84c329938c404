package dev.overt.collector;

import dev.overt.collector.files.DurableFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file of the data folder that says how to mend it where it cannot be written. */
final class PrivateFile {
    private PrivateFile() {}

    static void write(Path file, byte[] content) {
        try {
            DurableFile.replace(file, content);
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot write " + file + ": " + DataDirectory.reason(e) + ". Make its folder writable.", e);
        }
    }
}
