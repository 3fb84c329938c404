package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose file cannot grow for a while. */
final class FullDiskTest {
    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");
    private static final int BATCHES = 250;

    @TempDir
    private Path directory;

    /** Loads a store whose files may have 8 MiB until it has failed for the tenth time, and prints what it has then. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] args) throws Exception {
            try (EventStore store = DuckDbStore.openOrBegin(Path.of(args[0]), 256 << 20)) {
                store.declare(SampleManifest.standard());
                limit("8388608:unlimited");
                int failures = 0;
                for (int batch = (int) store.nextOffset(); batch < BATCHES; batch = (int) store.nextOffset()) {
                    try {
                        store.append(events(batch), batch + 1);
                    } catch (StoreException e) {
                        failures++;
                        if (failures == 10) {
                            limit("unlimited");
                        }
                    }
                }
                System.out.println((failures >= 10) + " "
                        + store.query("select count(*), count(distinct event_id) from my_tool.run")
                                .rows());
            }
        }

        private static void limit(String bytes) throws IOException, InterruptedException {
            long pid = ProcessHandle.current().pid();
            new ProcessBuilder(PRLIMIT.toString(), "--pid", Long.toString(pid), "--fsize=" + bytes)
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        private static List<LogEntry> events(int batch) {
            Random random = new Random(batch);
            List<LogEntry> events = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                UUID id = new UUID(random.nextLong(), random.nextLong());
                String install = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
                events.add(new LogEntry.Accepted(
                        id, "my-tool", "run", install, batch, batch, Map.of("mode", "fast"), List.of()));
            }
            return events;
        }
    }

    @Test
    void append_goesOn_whenThereIsRoomAgain_andLosesAndRepeatsNothing() throws Exception {
        assumeTrue(Files.isExecutable(PRLIMIT));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName(),
                        directory.resolve("store.duckdb").toString())
                .redirectError(directory.resolve("err").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed.lines())
                .as(Files.readString(directory.resolve("err")))
                .contains("true [[" + 1_000 * BATCHES + ", " + 1_000 * BATCHES + "]]");
    }
}
