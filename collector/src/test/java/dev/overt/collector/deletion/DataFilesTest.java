package dev.overt.collector.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.EventStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class DataFilesTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void read_leavesTheDatabaseItsLock() throws IOException {
        Path file = folder.resolve("store.duckdb");
        try (DataFiles files = new DataFiles(folder);
                EventStore store = DuckDbStore.openOrBegin(file, 64 << 20)) {
            assertThat(isLocked(file)).isTrue();

            FolderScan.of(files, folder.resolve("none"), List.of(ID));
            FolderScan.of(files, folder.resolve("none"), List.of(ID));

            assertThat(isLocked(file)).isTrue();
            assertThat(store.nextOffset()).isZero();
        }
    }

    @Test
    void read_seesAFileThatIsWrittenAnew() throws IOException {
        Path file = Files.writeString(folder.resolve("store.duckdb"), "nothing");
        try (DataFiles files = new DataFiles(folder)) {
            assertThat(FolderScan.of(files, folder.resolve("none"), List.of(ID)).filesWith(ID))
                    .isEmpty();
            Path other = Files.writeString(folder.resolve("next"), "its id is " + ID);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

            assertThat(FolderScan.of(files, folder.resolve("none"), List.of(ID)).filesWith(ID))
                    .containsExactly(file);
        }
    }

    @Test
    void read_seesWhatIsAddedToAFileThatIsOpen() throws IOException {
        Path file = Files.writeString(folder.resolve("store.duckdb"), "a".repeat(1 << 19));
        try (DataFiles files = new DataFiles(folder)) {
            FolderScan.of(files, folder.resolve("none"), List.of(ID));
            Files.write(file, ID.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);

            FolderScan scan = FolderScan.of(files, folder.resolve("none"), List.of(ID));

            assertThat(scan.filesWith(ID)).containsExactly(file);
            assertThat(scan.bytes()).isEqualTo((1 << 19) + 32);
        }
    }

    /** As the kernel tells: {@code 1: POSIX ADVISORY WRITE pid major:minor:inode from to}. */
    private static boolean isLocked(Path file) throws IOException {
        String inode = ":" + Files.getAttribute(file, "unix:ino") + " ";
        return Files.readAllLines(Path.of("/proc/locks")).stream().anyMatch(line -> line.contains(inode));
    }
}
