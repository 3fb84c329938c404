package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InsightsDestinationTest extends DestinationContract {
    private final InsightsVendor vendor = new InsightsVendor();

    @Override
    StandIn.Vendor vendor() {
        return vendor;
    }

    @Override
    Destination destination(URI url, Post post) {
        InsightsPurge purge =
                new InsightsPurge(url, url, "tenant", "client", "s+ecret", InsightsVendor.COMPONENT, post);
        return new InsightsDestination(url, InsightsVendor.KEY, purge, post);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void eventsOfAPartialSuccess_areSentAgain_andNoOthers(int status) throws Exception {
        vendor.everySoMany = 5;
        vendor.statusOfOne = status;
        append(0, 40);
        start();
        awaitDone();

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.taken()).extracting(StandIn.Taken::n).hasSize(40).doesNotHaveDuplicates();
        assertThat(deadLetters().count()).isZero();
    }

    @Test
    void eventsOfAPartialSuccess_areKept_whereTheyAreRefusedForEver() throws Exception {
        vendor.everySoMany = 5;
        vendor.statusOfOne = 400;
        append(0, 40);
        start();
        awaitDone();

        assertThat(receiver.taken()).extracting(StandIn.Taken::n).hasSize(32).doesNotHaveDuplicates();
        assertThat(deadLetters().list(99))
                .hasSize(8)
                .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo("it answered 400 for this event"));
    }

    @Test
    void erase_asksForAPurge() throws Exception {
        start();

        Erasure.Result result = erase("a".repeat(32));

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(result.state()).isEqualTo(Erasure.State.DONE);
        assertThat(vendor.purged).containsExactly("a".repeat(32));
    }
}
