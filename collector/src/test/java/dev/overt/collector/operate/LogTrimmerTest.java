package dev.overt.collector.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.InitRunner;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.log.SegmentLog;
import dev.overt.collector.store.DuckDbStore;
import dev.overt.collector.store.Loader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTrimmerTest {
    private static final long SEGMENT_BYTES = 1 << 16;
    private static final int ENTRIES = 200;

    @TempDir
    private Path data;

    @Test
    void trim_removesFilesThatTheStoreHas_butForTheNewestBytes() throws Exception {
        try (SegmentLog log = SegmentLog.open(data.resolve("log"), SEGMENT_BYTES, new SimpleMeterRegistry());
                DuckDbStore store = DuckDbStore.open(data.resolve("store.duckdb"))) {
            store.declare(InitRunner.manifest());
            for (int i = 0; i < ENTRIES; i++) {
                log.append(List.of(entry()));
            }
            long before = count();
            try (Loader loader = Loader.start(log, store)) {
                LogTrimmer trimmer = new LogTrimmer(log, loader, SEGMENT_BYTES);
                trimmer.trim();
                loader.awaitOffset(log.endOffset(), Duration.ofMinutes(1));
                trimmer.trim();
                trimmer.close();

                assertThat(before).isGreaterThan(3);
                assertThat(count()).isBetween(2L, 3L);
                assertThat(store.query("select count(*) from overt.quarantine")
                                .rows()
                                .get(0)
                                .toString())
                        .isEqualTo("[" + ENTRIES + "]");
            }
        }
    }

    /** Over a kilobyte. */
    private static LogEntry entry() {
        return new LogEntry.Quarantined(
                UUID.randomUUID(),
                "initrunner",
                "cli_command",
                DropReason.INVALID_EVENT,
                "/" + "p".repeat(1_500),
                1,
                0);
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            return files.count();
        }
    }
}
