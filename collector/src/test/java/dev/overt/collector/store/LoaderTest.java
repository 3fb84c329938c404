package dev.overt.collector.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.Chunk;
import dev.overt.collector.log.EventLog;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LoaderTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeEventLog log = new FakeEventLog();
    private final FakeEventStore store = new FakeEventStore();

    private static List<LogEntry> events(int from, int to) {
        List<LogEntry> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(SampleEvents.run(i));
        }
        return events;
    }

    @Test
    void awaitOffset_returns_onceEverythingBeforeIsStored() throws Exception {
        log.append(events(0, 12_000));
        try (Loader loader = Loader.start(log, store)) {
            assertThat(loader.awaitOffset(log.endOffset(), LONG)).isTrue();
            assertThat(store.entries()).isEqualTo(events(0, 12_000));

            log.append(events(12_000, 12_001));
            assertThat(loader.awaitOffset(log.endOffset(), LONG)).isTrue();
            assertThat(store.entries()).hasSize(12_001);
            assertThat(loader.awaitOffset(log.endOffset() + 1, Duration.ofMillis(10)))
                    .isFalse();
        }
    }

    @Test
    void start_goesOn_whereTheStoreStands() throws Exception {
        log.append(events(0, 10));
        store.append(events(0, 4), 4);

        try (Loader loader = Loader.start(log, store)) {
            assertThat(loader.awaitOffset(10, LONG)).isTrue();
        }

        assertThat(store.entries()).isEqualTo(events(0, 10));
    }

    @Test
    void append_isTriedAgain_untilItSucceeds() throws Exception {
        log.append(events(0, 10));
        store.failAppends(4, false);
        try (Loader loader = Loader.start(log, store)) {
            assertThat(loader.awaitOffset(10, LONG)).isTrue();
            assertThat(loader.failing()).isFalse();
        }

        assertThat(store.failuresLeft()).isZero();
        assertThat(store.entries()).isEqualTo(events(0, 10));
    }

    @Test
    void append_isNotRepeated_whenItFailedAfterItsCommit() throws Exception {
        log.append(events(0, 10));
        store.failAppends(1, true);
        try (Loader loader = Loader.start(log, store)) {
            assertThat(loader.awaitOffset(10, LONG)).isTrue();
        }

        assertThat(store.entries()).isEqualTo(events(0, 10));
    }

    @Test
    void read_isTriedAgain_untilItSucceeds() throws Exception {
        log.append(events(0, 10));
        EventLog failing = new FailingOnceLog(log);
        try (Loader loader = Loader.start(failing, store)) {
            assertThat(loader.awaitOffset(10, LONG)).isTrue();
        }

        assertThat(store.entries()).isEqualTo(events(0, 10));
    }

    @Test
    void start_goesOn_whereATrimmedLogBegins() throws Exception {
        log.append(events(0, 10));
        log.trim(6, 0, 0);

        try (Loader loader = Loader.start(log, store)) {
            assertThat(loader.awaitOffset(10, LONG)).isTrue();
        }

        assertThat(store.entries()).isEqualTo(events(6, 10));
    }

    @Test
    void close_ends_whileItWaits_andWhileItFails() throws Exception {
        Loader waiting = Loader.start(log, store);
        waiting.close();

        log.append(events(0, 1));
        store.failAppends(Integer.MAX_VALUE, false);
        Loader failing = Loader.start(log, store);
        assertThat(failing.awaitOffset(1, Duration.ofMillis(200))).isFalse();
        failing.close();
        assertThat(failing.awaitOffset(1, LONG)).isFalse();
    }

    /** A log whose first read fails. */
    private static final class FailingOnceLog implements EventLog {
        private final EventLog log;
        private boolean failed;

        FailingOnceLog(EventLog log) {
            this.log = log;
        }

        @Override
        public void append(List<LogEntry> entries) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Chunk read(long offset, int maxEntries, Duration wait) throws IOException, InterruptedException {
            if (!failed) {
                failed = true;
                throw new IOException("input/output error");
            }
            return log.read(offset, maxEntries, wait);
        }

        @Override
        public long firstOffset() {
            return log.firstOffset();
        }

        @Override
        public void trim(long beforeOffset, long sinceMillis, long maxBytes) throws IOException {
            log.trim(beforeOffset, sinceMillis, maxBytes);
        }

        @Override
        public long endOffset() {
            return log.endOffset();
        }

        @Override
        public String durability() {
            return log.durability();
        }

        @Override
        public void close() {}
    }
}
