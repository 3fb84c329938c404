package dev.overt.collector.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.overt.collector.InitRunner;
import dev.overt.collector.enforce.Enforcer;
import dev.overt.collector.enforce.IncomingEvent;
import dev.overt.collector.log.DropReason;
import dev.overt.collector.log.FakeEventLog;
import dev.overt.collector.log.LogEntry;
import dev.overt.collector.receive.Result.Outcome;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import dev.overt.collector.web.TestLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IntakeTest {
    private static final long NOW = 1_763_683_200_000L;
    private static final Sender SENDER = new Sender(1, 2);
    private static final Sender NEIGHBOUR = new Sender(1, 3);
    private static final Sender STRANGER = new Sender(4, 3);

    private final FakeEventLog log = new FakeEventLog();
    private final Enforcer enforcer = new Enforcer(InitRunner.manifest());

    @Test
    void takeWhatFits_saysRetry_ofTheRest_andTakesNoneOfIt() {
        Intake intake = intake(new TestLimits().keyEvents(TestLimits.atOnce(3)));

        List<Result> results = intake.takeWhatFits(SENDER, enforcer, events(1, 2, 1, 3, 2, 4), null, NOW);

        assertThat(results)
                .extracting(Result::outcome)
                .containsExactly(
                        Outcome.ACCEPTED,
                        Outcome.ACCEPTED,
                        Outcome.DUPLICATE,
                        Outcome.RETRY,
                        Outcome.DUPLICATE,
                        Outcome.RETRY);
        assertThat(results.get(3)).isEqualTo(new Result(id(3), Outcome.RETRY, "rate_limit", List.of()));
        assertThat(log.entries()).hasSize(2);
        assertThat(intake.retryAfterSeconds(SENDER)).isPositive();
    }

    @Test
    void takeWhatFits_refusesAll_whenNoneFits_andNotOthers() {
        Intake intake = intake(new TestLimits().keyEvents(TestLimits.atOnce(2)));
        intake.takeWhatFits(SENDER, enforcer, events(1, 2), null, NOW);

        assertRefused(429, () -> intake.takeWhatFits(SENDER, enforcer, events(3), null, NOW));
        assertRefused(429, () -> intake.takeWhatFits(SENDER, enforcer, events(), null, NOW));
        assertThat(intake.takeWhatFits(NEIGHBOUR, enforcer, events(3), null, NOW))
                .hasSize(1);
    }

    @Test
    void takeWhatFits_countsByAddress_whateverTheKey() {
        Intake intake = intake(new TestLimits().addressEvents(TestLimits.atOnce(2)));
        intake.takeWhatFits(SENDER, enforcer, events(1, 2), null, NOW);

        assertRefused(429, () -> intake.takeWhatFits(NEIGHBOUR, enforcer, events(3), null, NOW));
        assertThat(intake.takeWhatFits(STRANGER, enforcer, events(3), null, NOW))
                .hasSize(1);
    }

    @Test
    void take_takesAllOrNothing() {
        Intake intake = intake(new TestLimits().keyEvents(TestLimits.atOnce(2)));

        assertThat(intake.take(enforcer, events(1, 2, 3), null, NOW))
                .extracting(Result::outcome)
                .containsOnly(Outcome.ACCEPTED);
        assertRefused(429, () -> intake.take(enforcer, events(4), null, NOW));
        assertThat(log.entries()).hasSize(3);
    }

    @Test
    void take_countsBytes() {
        Intake intake = intake(new TestLimits().keyBytes(TestLimits.atOnce(150)));
        intake.take(SENDER, enforcer, events(1), null, NOW);
        intake.take(SENDER, enforcer, events(2), null, NOW);

        assertRefused(429, () -> intake.take(SENDER, enforcer, events(3), null, NOW));
        assertThat(intake.take(STRANGER, enforcer, events(3), null, NOW)).hasSize(1);
    }

    @Test
    void take_onlyCounts_whatIsOverTheQuarantine() throws IOException {
        try (Intake intake = intake(new TestLimits().quarantinedEvents(TestLimits.atOnce(2)))) {
            List<Result> results = intake.take(enforcer, undeclared(5), null, NOW);
            List<Result> more = intake.take(enforcer, undeclared(4), null, NOW);

            assertThat(results)
                    .extracting(Result::outcome)
                    .containsExactly(
                            Outcome.QUARANTINED,
                            Outcome.QUARANTINED,
                            Outcome.REJECTED,
                            Outcome.REJECTED,
                            Outcome.REJECTED);
            assertThat(more)
                    .extracting(Result::outcome, Result::reason)
                    .containsOnly(tuple(Outcome.REJECTED, "undeclared_event"));
        }
        assertThat(rejected()).isEqualTo(7);
        assertThat(log.entries().stream().filter(LogEntry.Quarantined.class::isInstance))
                .hasSize(2);
    }

    @Test
    void flood_ofRefusedEvents_doesNotFillTheLog() throws IOException {
        try (Intake intake = intake(new TestLimits().quarantinedEvents(TestLimits.atOnce(10)))) {
            for (int i = 0; i < 1_000; i++) {
                intake.take(enforcer, undeclared(10), null, NOW + i);
            }
            assertThat(log.entries()).hasSizeLessThan(20);
        }
        assertThat(rejected()).isEqualTo(9_990);
    }

    @Test
    void count_ofRejected_isWrittenWithTheNextEvents_onceInAWhile() {
        Intake intake = intake(new TestLimits().quarantinedEvents(TestLimits.atOnce(1)));
        intake.take(enforcer, undeclared(3), null, NOW);
        intake.take(enforcer, events(1), null, NOW + 1);
        assertThat(rejected()).isEqualTo(2);

        intake.take(enforcer, undeclared(3), null, NOW + 2);
        intake.take(enforcer, events(2), null, NOW + 9_999);
        assertThat(rejected()).isEqualTo(2);

        intake.take(enforcer, events(3), null, NOW + 20_000);
        assertThat(rejected()).isEqualTo(5);
    }

    private long rejected() {
        return log.entries().stream()
                .filter(LogEntry.Rejected.class::isInstance)
                .map(LogEntry.Rejected.class::cast)
                .peek(entry -> assertThat(entry.reason()).isEqualTo(DropReason.UNDECLARED_EVENT))
                .mapToLong(LogEntry.Rejected::count)
                .sum();
    }

    private static void assertRefused(int status, Runnable request) {
        assertThatThrownBy(request::run)
                .isInstanceOfSatisfying(
                        RefusedRequest.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    private Intake intake(TestLimits limits) {
        return new Intake(log, () -> Long.MAX_VALUE, limits.build(), product -> true, new byte[] {1});
    }

    private static UUID id(int number) {
        return new UUID(0x7000, number);
    }

    private static List<IncomingEvent> events(int... ids) {
        List<IncomingEvent> events = new ArrayList<>();
        for (int id : ids) {
            events.add(event(id(id), "cli_command"));
        }
        return events;
    }

    private static List<IncomingEvent> undeclared(int count) {
        List<IncomingEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(event(UUID.randomUUID(), "surprise"));
        }
        return events;
    }

    private static IncomingEvent event(UUID id, String name) {
        return new IncomingEvent.WellFormed(id, name, "/events/0", null, null, Map.of(), Map.of(), List.of(), 100);
    }
}
