package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class OtlpDestinationTest extends DestinationContract {
    private final OtlpVendor vendor = new OtlpVendor();

    @Override
    StandIn.Vendor vendor() {
        return vendor;
    }

    @Override
    Destination destination(URI url, Post post) {
        return new OtlpDestination(url, "my-tool", "Bearer of-the-operator", post);
    }

    /** The specification forbids to send any of them again. */
    @Test
    void eventsOfAPartialSuccess_areAllKept_forNobodySaysWhichWereRejected() throws Exception {
        vendor.rejectedOfNext = 2;
        append(0, 40);
        start();
        awaitDone();

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(receiver.requests()).isEqualTo(1);
        assertThat(deadLetters().list(99))
                .hasSize(40)
                .allSatisfy(
                        letter -> assertThat(letter.reason()).isEqualTo("it rejected 2 of 40 and did not say which"));
    }

    @Test
    void erase_saysWhatToDoByHand() throws Exception {
        start();

        assertThat(erase("a".repeat(32)).detail())
                .contains("app.installation.id")
                .doesNotContain("aaa");
    }
}
