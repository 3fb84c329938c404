package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.overt.collector.log.LogEntry;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class Ga4DestinationTest extends DestinationContract {
    @Override
    StandIn.Vendor vendor() {
        return new Ga4Vendor(CLOCK);
    }

    @Override
    Destination destination(URI url, Post post) {
        return new Ga4Destination(url, Ga4Vendor.MEASUREMENT_ID, Ga4Vendor.API_SECRET, post);
    }

    /** It answers every request with success, so that its answer says nothing. */
    @Override
    boolean succeedsWith(StandIn.Fault fault) {
        return fault == StandIn.Fault.NOT_JSON || fault == StandIn.Fault.HUGE_ANSWER;
    }

    @Test
    void event_isRefused_whereItIsOlderThanTheVendorTakes() throws Exception {
        LogEntry.Accepted young = event(1, null, Map.of());
        long old = CLOCK.millis() - 72 * 3_600_000L;
        log.append(List.of(
                new LogEntry.Accepted(new UUID(1, 2), "my-tool", "run", null, old, old, Map.of("n", 0L), List.of()),
                young));

        start();
        receiver.awaitTaken(1);
        awaitDead(1);

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.taken()).extracting(StandIn.Taken::n).containsExactly(1L);
        assertThat(receiver.taken().get(0).install()).isEqualTo(young.id().toString());
        assertThat(deadLetters().list(9)).singleElement().satisfies(letter -> {
            assertThat(letter.event().id()).isEqualTo(new UUID(1, 2));
            assertThat(letter.reason()).contains("72 hours");
        });
    }

    @Test
    void erase_saysWhatToDoByHand() throws Exception {
        start();

        Erasure.Result result = erase("a".repeat(32));

        assertThat(result.state()).isEqualTo(Erasure.State.IMPOSSIBLE);
        assertThat(result.detail()).startsWith("not possible; by hand: ").doesNotContain("aaaa");
    }

    @Test
    void names_stayTwo_whereTheirBeginningsAreTheSame() {
        String long1 = "p" + "y".repeat(59);
        String long2 = "p" + "y".repeat(58) + "z";

        assertThat(Ga4Names.parameter(long1)).hasSize(40).isNotEqualTo(Ga4Names.parameter(long2));
        assertThat(Ga4Names.event("cli_command")).isEqualTo("cli_command");
        assertThat(Ga4Names.event("error")).isEqualTo("x_error");
    }
}
