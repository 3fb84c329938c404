package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk of which one operation fails: a write is cut short, anything else is not done. */
final class FaultyFiles implements LogFiles {
    private final LogFiles disk;
    private final int writtenPercent;
    private final int failures;
    private int left;
    private boolean forceFailed;

    /** @param operations how many succeed before one fails */
    FaultyFiles(int operations) {
        this(new DiskFiles(), operations, 1, 50);
    }

    /**
     * @param failures how many operations in a row fail after {@code operations} that succeed
     * @param writtenPercent how much of a failing write reaches the file all the same
     */
    FaultyFiles(LogFiles disk, int operations, int failures, int writtenPercent) {
        this.disk = disk;
        this.left = operations;
        this.failures = failures;
        this.writtenPercent = writtenPercent;
    }

    synchronized boolean hasFailed() {
        return left < 0;
    }

    /** Whether the operation that failed was a force, of a file or of names. */
    synchronized boolean forceHasFailed() {
        return forceFailed;
    }

    private synchronized boolean fails() {
        left--;
        return left < 0 && left >= -failures;
    }

    private void check() throws IOException {
        if (fails()) {
            throw new IOException("input/output error");
        }
    }

    private void checkForce() throws IOException {
        if (fails()) {
            synchronized (this) {
                forceFailed = true;
            }
            throw new IOException("input/output error");
        }
    }

    @Override
    public LogFile open(Path path) throws IOException {
        check();
        return new FaultyFile(disk.open(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        check();
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        checkForce();
        disk.forceDirectory(directory);
    }

    private final class FaultyFile implements LogFile {
        private final LogFile file;

        FaultyFile(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (fails()) {
                int written = bytes.remaining() * writtenPercent / 100;
                file.write(bytes.duplicate().limit(bytes.position() + written), position);
                throw new IOException("no space left on device");
            }
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            checkForce();
            file.force(withMetadata);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            check();
            file.truncate(sizeBytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
            check();
        }
    }
}
