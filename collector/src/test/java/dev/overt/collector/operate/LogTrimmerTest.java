package dev.overt.collector.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.MutableClock;
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
        return new LogTrimmer(log, loader, () -> Duration.ZERO, 0, Clock.systemUTC());
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
    }

    @Test
    void trim_rollsTheLogEachDay_andKeepsAFileADayLess_thanRowsMayGet() {
        MutableClock clock = new MutableClock();
        long[] since = {0};
        int[] rolls = {0};
        FakeEventLog noting = new FakeEventLog() {
            @Override
            public void roll() {
                rolls[0]++;
            }

            @Override
            public synchronized void trim(long beforeOffset, long sinceMillis, long maxBytes) {
                since[0] = sinceMillis;
            }
        };
        try (Loader loader = Loader.start(noting, store);
                LogTrimmer trimmer = new LogTrimmer(noting, loader, () -> Duration.ofDays(7), 0, clock)) {
            trimmer.trim();
            trimmer.trim();
            assertThat(rolls[0]).isEqualTo(1);
            assertThat(since[0])
                    .isEqualTo(clock.instant().minus(Duration.ofDays(6)).toEpochMilli());
            clock.advance(Duration.ofHours(12));
            trimmer.trim();
            assertThat(rolls[0]).isEqualTo(2);
        }
    }
}
