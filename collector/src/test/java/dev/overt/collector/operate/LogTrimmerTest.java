package dev.overt.collector.operate;

import static org.assertj.core.api.Assertions.assertThat;

<<<<<<< HEAD
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
=======
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.store.FakeEventStore;
import dev.overt.collector.store.Loader;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LogTrimmerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeEventLog log = new FakeEventLog();
    private final FakeEventStore store = new FakeEventStore();

    private LogTrimmer trimmer(Loader loader) {
        return new LogTrimmer(log, loader, Duration.ZERO, 0, Clock.systemUTC());
    }

    private static List<LogEntry> events(int from, int to) {
        List<LogEntry> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(new LogEntry.Accepted(new UUID(7, i), "my-tool", "run", null, i, i, Map.of(), List.of()));
        }
        return events;
    }

    @Test
    void trim_removesNothing_thatIsNotStored() throws Exception {
        try (Loader loader = Loader.start(log, store);
                LogTrimmer trimmer = trimmer(loader)) {
            for (int i = 0; i < 100; i++) {
                store.failAppends(i % 3, i % 2 == 0);
                log.append(events(10 * i, 10 * i + 10));
                trimmer.trim();
                if (i % 7 == 0) {
                    assertThat(loader.awaitOffset(log.endOffset(), LONG)).isTrue();
                    trimmer.trim();
                    assertThat(log.firstOffset()).isEqualTo(log.endOffset());
                }
            }
            assertThat(loader.awaitOffset(log.endOffset(), LONG)).isTrue();
        }

        assertThat(store.entries()).isEqualTo(events(0, 1_000));
    }

    @Test
    void trim_removesNothing_whileTheStoreTakesNothing() throws Exception {
        log.append(events(0, 10));
        store.failAppends(Integer.MAX_VALUE, false);
        try (Loader loader = Loader.start(log, store);
                LogTrimmer trimmer = trimmer(loader)) {
            assertThat(loader.awaitOffset(10, Duration.ofMillis(300))).isFalse();
            trimmer.trim();
        }

        assertThat(log.firstOffset()).isZero();
>>>>>>> 157e748 (Set an unreadable store aside and build it anew, trim the log, and let no product stop the others)
    }
}
