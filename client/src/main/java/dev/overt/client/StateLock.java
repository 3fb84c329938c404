package dev.overt.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The right to change a state file, held against other threads and other processes; ends with its process. */
final class StateLock implements AutoCloseable {
    /** A process holds a file lock as a whole, so its threads take turns here first. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of {@code file}; throws {@code Busy} if others keep it for {@code patienceMillis}. */
    static StateLock await(Path file, long patienceMillis) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        try {
            if (!THREADS.tryLock(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new Busy(file);
            }
            try {
                return await(file, deadline, 1);
            } catch (IOException | RuntimeException | InterruptedException failed) {
                THREADS.unlock();
                throw failed;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Busy(file);
        }
    }

    private static StateLock await(Path file, long deadline, long pauseMillis)
            throws IOException, InterruptedException {
        if (PrivateFiles.absent(file)) {
            PrivateFiles.createIfAbsent(file);
        }
        String unfit = PrivateFiles.unfit(file);
        if (unfit != null) {
            throw new IOException(file + " cannot be used, it " + unfit + "; delete it.");
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            while (!tryLock(channel)) {
                if (System.nanoTime() > deadline) {
                    throw new Busy(file);
                }
                Thread.sleep(pauseMillis);
            }
            return new StateLock(channel);
        } catch (IOException | RuntimeException | InterruptedException failed) {
            channel.close();
            throw failed;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException anotherCopyOfThisClass) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            THREADS.unlock();
        }
    }

    /** Others hold the lock. */
    static final class Busy extends IOException {
        private static final long serialVersionUID = 1;

        Busy(Path file) {
            super(file + " is held by another process; try again");
        }
    }
}
