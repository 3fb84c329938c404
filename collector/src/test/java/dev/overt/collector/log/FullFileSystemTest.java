package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 8 MiB, really full. Only root can make one. */
final class FullFileSystemTest {
    @TempDir
    Path directory;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", directory.toString()), "takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", directory.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void append_goesOn_whenTheFileSystemHasRoomAgain() throws Exception {
        Path other = Files.write(directory.resolve("other"), new byte[3 << 20]);
        Path path = directory.resolve("log");
        SampleEntries sample = new SampleEntries(new Random(1));
        List<LogEntry> acknowledged = new ArrayList<>();
        int before;
        try (SegmentLog log = SegmentLog.open(path, 1 << 20, new DiskFiles())) {
            while (append(log, sample.next(1_000), acknowledged)) {}
            assertThat(append(log, sample.next(1_000), acknowledged)).isFalse();
            before = acknowledged.size();
            assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);

            Files.delete(other);

            assertThat(append(log, sample.next(1_000), acknowledged)).isTrue();
        }
        assertThat(before).isPositive();
        try (SegmentLog log = SegmentLog.open(path, 1 << 20, new DiskFiles())) {
            assertThat(EventLogContract.readAll(log)).isEqualTo(acknowledged);
        }
    }

    private static boolean append(SegmentLog log, List<LogEntry> entries, List<LogEntry> acknowledged) {
        try {
            log.append(entries);
        } catch (IOException e) {
            return false;
        }
        acknowledged.addAll(entries);
        return true;
    }
}
