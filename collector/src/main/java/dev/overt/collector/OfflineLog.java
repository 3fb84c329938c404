package dev.overt.collector;

import dev.overt.collector.log.LogCheck;
import dev.overt.collector.log.LogReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log in the data folder of a collector that does not run. */
public final class OfflineLog {
    private OfflineLog() {}

    /** A reading of the log from end to end. */
    private interface Work {
        LogReport run(Path log) throws IOException;
    }

    /**
     * Says what of the log can be read, and changes nothing.
     *
     * @throws CollectorException if there is no log, a collector uses it, or it cannot be read
     */
    public static LogReport check(Path dataDirectory) {
        return run(dataDirectory, LogCheck::check);
    }

    /**
     * Keeps what can be read of a damaged log, and sets aside what is damaged.
     *
     * @throws CollectorException if there is no log, a collector uses it, or it cannot be read or written
     */
    public static LogReport repair(Path dataDirectory) {
        return run(dataDirectory, LogCheck::repair);
    }

    private static LogReport run(Path dataDirectory, Work work) {
        DataDirectory directory = new DataDirectory(dataDirectory);
        if (!Files.isDirectory(directory.log())) {
            throw new CollectorException("there is no collector's log in "
                    + dataDirectory.toAbsolutePath().normalize() + ". Name the data folder of a collector.");
        }
        DirectoryLock lock = DirectoryLock.take(directory);
        try (lock) {
            return work.run(directory.log());
        } catch (IOException e) {
            throw new CollectorException("cannot check the log: " + DataDirectory.reason(e), e);
        }
    }
}
