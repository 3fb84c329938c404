package dev.overt.collector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right of one process to use a data folder; the operating system takes it back when the process dies. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(DataDirectory directory) {
        DirectoryLock lock;
        try {
            lock = tryTake(directory);
        } catch (IOException e) {
            throw new CollectorException(
                    "cannot lock the data folder " + directory.path() + ": " + DataDirectory.reason(e)
                            + ". Make it writable, or name another folder.",
                    e);
        }
        if (lock == null) {
            throw new CollectorException("the data folder " + directory.path()
                    + " is in use by another collector. Stop that one, or name another folder.");
        }
        return lock;
    }

    /** Whether some collector uses the folder now. */
    static boolean isTaken(DataDirectory directory) throws IOException {
        if (!Files.exists(directory.lock())) {
            return false;
        }
        try (DirectoryLock lock = tryTake(directory)) {
            return lock == null;
        }
    }

    private static @Nullable DirectoryLock tryTake(DataDirectory directory) throws IOException {
        FileChannel channel = FileChannel.open(directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DirectoryLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            // another collector of this process
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
