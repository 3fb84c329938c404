package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk of which one operation fails: a write is cut short, anything else is not done. */
final class FaultyFiles implements LogFiles {
    private final LogFiles disk = new DiskFiles();
    private int left;

    /** @param operations how many succeed before one fails */
    FaultyFiles(int operations) {
        left = operations;
    }

    synchronized boolean hasFailed() {
        return left < 0;
    }

    private synchronized boolean fails() {
        return left-- == 0;
    }

    private void check() throws IOException {
        if (fails()) {
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
        check();
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
                file.write(bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2), position);
                throw new IOException("no space left on device");
            }
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            check();
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
        }
    }
}
