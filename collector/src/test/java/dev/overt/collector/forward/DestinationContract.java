package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.forward.StandIn.Fault;
import dev.overt.collector.forward.StandIn.Taken;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forwarder with any destination must do, whatever the receiver does. */
abstract class DestinationContract {
    static final Clock CLOCK = Clock.systemUTC();
    static final Pace QUICK = quick(Duration.ofSeconds(60));
    private static final Duration LONG = Duration.ofSeconds(30);
    /** In which a receiver that hangs is given up, as may be one that is only slow. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final List<String> INSTALLS = List.of("a".repeat(32), "b".repeat(32), "c".repeat(32));

    @TempDir
    Path folder;

    final FakeEventLog log = new FakeEventLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    StandIn receiver;
    private DeadLetterFile deadLetters;
    private Source source;
    private Erasures erasures;
    private Forwarder forwarder;

    private static Pace quick(Duration timeout) {
        return new Pace(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(20), timeout);
    }

    /** The receiver, which keeps its vendor's rules. */
    abstract StandIn.Vendor vendor();

    /** The destination, which sends to {@code url} of the receiver. */
    abstract Destination destination(java.net.URI url, Post post);

    /** Whether an answer of this kind tells the destination that the events were taken. */
    boolean succeedsWith(Fault fault) {
        return false;
    }

    @BeforeEach
    void open() throws IOException {
        receiver = new StandIn(vendor());
        deadLetters = DeadLetterFile.open(folder, 1 << 20, CLOCK);
        prepare(QUICK);
    }

    @AfterEach
    void close() throws IOException {
        forwarder.close();
        receiver.close();
    }

    /** A forwarder that goes on where the one before ended. */
    private void prepare(Pace pace) throws IOException {
        Route route = new Route("my-tool", "there");
        ForwardCounts counts = new ForwardCounts(route, meters);
        source = LogSource.open("my-tool", log, new Position(folder.resolve("position.json")), true, bytes -> {});
        Destination destination = destination(receiver.url(), new Post(pace.timeout(), CLOCK));
        erasures = Erasures.open(folder.resolve("erasures.json"), CLOCK);
        forwarder = new Forwarder(
                route, destination, source, deadLetters.replaying(), deadLetters, erasures, counts, pace, CLOCK);
    }

    final void start() {
        forwarder.start();
    }

    static LogEntry.Accepted event(long n, @Nullable String install, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("n", n);
        properties.putAll(more);
        long now = CLOCK.millis();
        return new LogEntry.Accepted(
                new UUID(0x0000_0000_0000_4000L, 0x8000_0000_0000_0000L | n),
                "my-tool",
                "cli_command",
                install,
                now - 1_000,
                now,
                properties,
                List.of());
    }

    /** Events of three installations in turn, with one of another product between. */
    final void append(int from, int to) throws IOException {
        List<LogEntry> entries = new ArrayList<>();
        for (int n = from; n < to; n++) {
            entries.add(event(n, INSTALLS.get(n % 3), Map.of("os", "Linux", "is_tty", true, "share", 0.5)));
        }
        entries.add(new LogEntry.Accepted(
                UUID.randomUUID(), "other", "secret", null, 0, 0, Map.of("n", 77_777L), List.of()));
        log.append(entries);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyEvent_isDeliveredOnce_inOrder_whateverTheReceiverDoes(Fault fault) throws Exception {
        if (fault == Fault.HANG) {
            prepare(quick(SHORT));
        }
        receiver.fail(fault);
        append(0, 9);
        append(9, 60);

        start();
        awaitDone();
        append(60, 90);
        awaitDone();
        forwarder.stop();
        forwarder.awaitEnd(LONG);

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(deadLetters.count()).isZero();
        List<Long> taken = receiver.taken().stream().map(Taken::n).toList();
        if (!succeedsWith(fault)) {
            assertThat(taken).containsAll(LongStream.range(0, 90).boxed().toList());
        }
        if (fault != Fault.ANSWER_LOST && fault != Fault.HANG) {
            assertThat(taken).doesNotHaveDuplicates();
        }
        assertInOrder();
    }

    /** Asks for an installation to be forgotten until that is over, or was asked of the receiver. */
    final Erasure.Result erase(String install) throws Exception {
        Erasure.Result result = erasures.ask(install, log.endOffset());
        for (int i = 0; i < 2_000 && result.detail().equals("The destination is about to be asked."); i++) {
            Thread.sleep(5);
            result = erasures.ask(install, log.endOffset());
        }
        return result;
    }

    @Test
    void installation_isForgotten_whereverItsEventsWait() throws Exception {
        String forgotten = INSTALLS.get(1);
        receiver.hold();
        append(0, 30);
        deadLetters.add(List.of(new DeadLetters.Refusal(event(99, forgotten, Map.of()), "why")));
        start();
        receiver.awaitRequests(1);
        append(30, 1_500);
        erasures.ask(forgotten, log.endOffset());
        receiver.fail(Fault.SERVER_ERROR);
        receiver.release();
        awaitDone();

        assertThat(receiver.brokenRules()).isEmpty();
        List<Taken> late =
                receiver.taken().stream().filter(one -> one.n() >= 30).toList();
        assertThat(late).hasSize(980).extracting(Taken::install).doesNotContain(forgotten);
        assertThat(folder.resolve("dead.jsonl")).doesNotExist();
    }

    /** Waits until all of the log is dealt with. */
    final void awaitDone() throws InterruptedException {
        for (int i = 0; i < 6_000 && source.behind() > 0; i++) {
            Thread.sleep(5);
        }
        assertThat(source.behind()).isZero();
    }

    /** The first time that each was taken. */
    private void assertInOrder() {
        Map<String, Long> last = new HashMap<>();
        Map<Long, String> seen = new HashMap<>();
        for (Taken one : receiver.taken()) {
            if (seen.putIfAbsent(one.n(), one.install()) == null) {
                assertThat(one.n()).isGreaterThan(last.getOrDefault(one.install(), -1L));
                last.put(one.install(), one.n());
            }
        }
    }

    @Test
    void everyEvent_isDelivered_afterManyFailuresInARow() throws Exception {
        receiver.fail(Fault.SERVER_ERROR, Fault.RESET, Fault.SERVER_ERROR, Fault.TOO_MANY, Fault.REDIRECT, Fault.RESET);
        append(0, 30);

        start();
        awaitDone();

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.taken().stream().map(Taken::n)).hasSize(30).doesNotHaveDuplicates();
        assertInOrder();
    }

    @Test
    void place_outlivesTheForwarder_soThatNothingIsSentTwiceOrLeftOut() throws Exception {
        append(0, 30);
        start();
        receiver.awaitTaken(30);
        forwarder.stop();
        forwarder.awaitEnd(LONG);
        forwarder.close();
        append(30, 45);

        prepare(QUICK);
        start();
        receiver.awaitTaken(45);

        assertThat(receiver.taken().stream().map(Taken::n))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 45).boxed().toList());
    }

    @Test
    void events_areSentAsTheVendorWantsThem_whateverTheyHold() throws Exception {
        List<LogEntry> entries = new ArrayList<>(Hostile.events(CLOCK.millis()));
        log.append(entries);

        start();
        receiver.awaitTaken(entries.size());

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.taken().stream().map(Taken::n)).hasSize(entries.size());
    }

    final DeadLetterFile deadLetters() {
        return deadLetters;
    }

    /** Waits until so many events were refused for ever. */
    final void awaitDead(int count) throws InterruptedException {
        for (int i = 0; i < 600 && deadLetters.count() < count; i++) {
            Thread.sleep(50);
        }
        assertThat(deadLetters.count()).isEqualTo(count);
    }
}
