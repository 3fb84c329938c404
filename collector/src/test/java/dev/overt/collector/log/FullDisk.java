package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that can be full: then nothing can be created, and a write leaves half of itself. It can still be cut and forced. */
final class FullDisk implements LogFiles {
    private final LogFiles disk = new DiskFiles();
    volatile boolean isFull;

    private void check() throws IOException {
        if (isFull) {
            throw new IOException("no space left on device");
        }
    }

    @Override
    public LogFile open(Path path) throws IOException {
        check();
        return new FullFile(disk.open(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        check();
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    private final class FullFile implements LogFile {
        private final LogFile file;

        FullFile(LogFile file) {
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            if (isFull) {
                file.write(bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2), position);
            }
            check();
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            file.force(withMetadata);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
