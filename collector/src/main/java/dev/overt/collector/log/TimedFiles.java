package dev.overt.collector.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;

/** File operations whose forces are timed. */
record TimedFiles(LogFiles files, Timer forces) implements LogFiles {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    TimedFiles(LogFiles files, MeterRegistry meters) {
        this(
                files,
                Timer.builder("overt.log.force")
                        .description("How long the disk takes to make one group of entries durable")
                        .serviceLevelObjectives(BUCKETS)
                        .register(meters));
    }

    @Override
    public LogFile open(Path path) throws IOException {
        return new TimedFile(files.open(path), forces);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        files.forceDirectory(directory);
    }

    private record TimedFile(LogFile file, Timer forces) implements LogFile {
        @Override
        public void write(ByteBuffer bytes, long position) throws IOException {
            file.write(bytes, position);
        }

        @Override
        public void force(boolean withMetadata) throws IOException {
            long start = System.nanoTime();
            file.force(withMetadata);
            forces.record(Duration.ofNanos(System.nanoTime() - start));
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
