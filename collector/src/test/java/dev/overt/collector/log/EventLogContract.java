package dev.overt.collector.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} does. */
abstract class EventLogContract {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final SampleEntries sample = new SampleEntries(new Random(7));
    private EventLog log;

    /** A new log; each call on the same instance reopens what the last one left, if the log outlives its process. */
    abstract EventLog open() throws IOException;

    @BeforeEach
    void openLog() throws IOException {
        log = open();
    }

    @AfterEach
    void closeLog() throws IOException {
        log.close();
    }

    static List<LogEntry> readAll(EventLog log) throws IOException, InterruptedException {
        return readAll(log, 0);
    }

    static List<LogEntry> readAll(EventLog log, long from) throws IOException, InterruptedException {
        List<LogEntry> all = new ArrayList<>();
        for (long offset = from; offset < log.endOffset(); ) {
            Chunk chunk = log.read(offset, 100, Duration.ZERO);
            assertThat(chunk.nextOffset()).isGreaterThan(offset);
            all.addAll(chunk.entries());
            offset = chunk.nextOffset();
        }
        return all;
    }

    @Test
    void endOffset_is0_ofANewLog() throws Exception {
        assertThat(log.endOffset()).isZero();
        assertThat(log.read(0, 10, Duration.ZERO)).isEqualTo(new Chunk(List.of(), 0));
    }

    @Test
    void read_returnsWhatWasAppended_inOrder() throws Exception {
        List<LogEntry> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            List<LogEntry> some = sample.next(i);
            log.append(some);
            all.addAll(some);
        }

        assertThat(readAll(log)).isEqualTo(all);
    }

    @Test
    void read_returnsAtMostAsManyAsAsked_andGoesOnThere() throws Exception {
        List<LogEntry> all = sample.next(10);
        log.append(all);

        Chunk first = log.read(0, 3, Duration.ZERO);
        Chunk second = log.read(first.nextOffset(), 100, Duration.ZERO);

        assertThat(first.entries()).isEqualTo(all.subList(0, 3));
        assertThat(second.entries()).isEqualTo(all.subList(3, 10));
        assertThat(second.nextOffset()).isEqualTo(log.endOffset());
    }

    @Test
    void read_waits_untilSomethingIsAppended() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            Future<Chunk> chunk = executor.submit(() -> log.read(0, 10, LONG));
            List<LogEntry> one = sample.next(1);
            log.append(one);

            assertThat(chunk.get().entries()).isEqualTo(one);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void read_ends_whenItsThreadIsInterrupted() throws Exception {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> log.read(0, 10, LONG)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        log.append(sample.next(1));
    }

    @Test
    void read_refusesAnOffset_pastTheEnd() throws Exception {
        log.append(sample.next(1));

        assertThatThrownBy(() -> log.read(log.endOffset() + 1, 10, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not in the log");
    }

    @Test
    void append_fails_whenClosed() throws Exception {
        log.close();

        assertThatThrownBy(() -> log.append(sample.next(1))).isInstanceOf(IOException.class);
    }

    @Test
    void append_keepsEachEntryOnce_fromManyThreads() throws Exception {
        int threads = 8;
        int appends = 100;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<List<LogEntry>> parts = new ArrayList<>();
        List<Callable<Void>> calls = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            List<LogEntry> part = sample.next(3 * appends);
            parts.add(part);
            calls.add(() -> {
                for (int i = 0; i < appends; i++) {
                    log.append(part.subList(3 * i, 3 * i + 3));
                    Thread.currentThread().interrupt();
                }
                return null;
            });
        }
        for (Future<Void> call : executor.invokeAll(calls)) {
            call.get();
        }
        executor.shutdown();

        log = reopened(log);

        List<LogEntry> all = readAll(log);
        assertThat(all).hasSize(threads * appends * 3);
        for (List<LogEntry> part : parts) {
            assertThat(all).containsSubsequence(part);
        }
    }

    private EventLog reopened(EventLog before) throws IOException {
        if (before instanceof FakeEventLog) {
            return before;
        }
        before.close();
        return open();
    }
}
