package dev.overt.collector.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk that is never forced, for tests in which nothing is lost: thousands of forces take long. */
final class UnforcedFiles implements LogFiles {
    private final LogFiles disk = new DiskFiles();

    @Override
    public LogFile open(Path path) throws IOException {
        return new UnforcedFile(disk.open(path));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) {}

    private record UnforcedFile(LogFile file) implements LogFile {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) {}

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
