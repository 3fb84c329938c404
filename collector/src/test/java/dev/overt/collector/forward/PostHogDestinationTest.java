package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PostHogDestinationTest extends DestinationContract {
    private final PostHogVendor vendor = new PostHogVendor(CLOCK);

    @Override
    StandIn.Vendor vendor() {
        return vendor;
    }

    @Override
    Destination destination(URI url, Post post) {
        return new PostHogDestination(
                url, PostHogVendor.API_KEY, new PostHogPersons(url, "77", PostHogVendor.PERSONAL_KEY, post), post);
    }

    @Test
    void event_isSentAsItWasDeclared_underItsOwnId() throws Exception {
        LogEntry.Accepted event = event(5, "a".repeat(32), Map.of("os", "Linux", "list", List.of("a")));
        log.append(List.of(event));
        start();
        receiver.awaitTaken(1);

        Map<String, Object> sent = receiver.taken().get(0).event();
        assertThat(sent.keySet()).containsExactly("event", "uuid", "distinct_id", "timestamp", "properties");
        assertThat(sent).containsEntry("uuid", event.id().toString()).containsEntry("distinct_id", "a".repeat(32));
        assertThat(JsonTree.<Map<String, Object>>at(sent, "properties"))
                .isEqualTo(Map.of(
                        "n",
                        5L,
                        "os",
                        "Linux",
                        "list",
                        List.of("a"),
                        "$process_person_profile",
                        false,
                        "$geoip_disable",
                        true,
                        "$ip",
                        "0.0.0.0"));
    }

    @Test
    void oldEvents_goAsHistory_andInOrder() throws Exception {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            long at = CLOCK.millis() - (i % 4 < 2 ? 49 : 47) * 3_600_000L;
            entries.add(new LogEntry.Accepted(
                    UUID.randomUUID(), "my-tool", "run", "b".repeat(32), at, at, Map.of("n", (long) i), List.of()));
        }
        log.append(entries);
        start();
        receiver.awaitTaken(20);

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.taken()).extracting(StandIn.Taken::n).isSorted().hasSize(20);
    }

    @Test
    void oneBadEvent_isFound_andTheOthersAreTaken() throws Exception {
        vendor.bad = 17;
        append(0, 40);
        start();
        awaitDone();

        assertThat(receiver.taken())
                .extracting(StandIn.Taken::n)
                .hasSize(39)
                .doesNotContain(17L)
                .doesNotHaveDuplicates();
        assertThat(deadLetters().list(9)).singleElement().satisfies(letter -> {
            assertThat(letter.event().properties()).containsEntry("n", 17L);
            assertThat(letter.reason()).isEqualTo("it answered 400");
        });
        assertThat(meters.counter(
                                "overt.forward.events", "product", "my-tool", "destination", "there", "outcome", "dead")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void deadLetter_isSentAgain_whenItIsReplayed() throws Exception {
        vendor.bad = 3;
        append(0, 9);
        start();
        awaitDone();
        awaitDead(1);
        vendor.bad = Long.MIN_VALUE;

        assertThat(deadLetters().replayAll()).isEqualTo(1);
        receiver.awaitTaken(9);

        assertThat(receiver.taken()).extracting(StandIn.Taken::n).contains(3L).hasSize(9);
        assertThat(deadLetters().count()).isZero();
        assertThat(deadLetters().replayAll()).isZero();
    }

    @Test
    void erase_isDone_wherePostHogHasAPerson() throws Exception {
        vendor.persons.add("a".repeat(32));
        receiver.fail(StandIn.Fault.REDIRECT);
        start();

        Erasure.Result first = erase("a".repeat(32));
        Erasure.Result other = erase("b".repeat(32));

        assertThat(first.state()).isEqualTo(Erasure.State.PENDING);
        assertThat(first.detail()).isEqualTo("PostHog did not take the request: it answered 307.");
        assertThat(other.state()).isEqualTo(Erasure.State.IMPOSSIBLE);
        assertThat(other.detail()).startsWith("not possible; by hand: PostHog deletes events by persons");
        assertThat(new PostHogPersons(
                                receiver.url(), "77", PostHogVendor.PERSONAL_KEY, new Post(QUICK.timeout(), CLOCK))
                        .delete("a".repeat(32)))
                .extracting(Erasure.Result::state)
                .isEqualTo(Erasure.State.DONE);
        assertThat(vendor.deleted).containsExactly("a".repeat(32));
        assertThat(receiver.brokenRules()).isEmpty();
    }
}
