package dev.overt.collector.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class WebhookDestinationTest extends DestinationContract {
    private final WebhookVendor vendor = new WebhookVendor(CLOCK);

    @Override
    StandIn.Vendor vendor() {
        return vendor;
    }

    @Override
    Destination destination(URI url, Post post) {
        return new WebhookDestination(URI.create(url + "/hook"), "my-tool", WebhookVendor.SECRET, post);
    }

    /** Any success takes the events: its receiver is the operator's own. */
    @Override
    boolean succeedsWith(StandIn.Fault fault) {
        return fault == StandIn.Fault.NOT_JSON || fault == StandIn.Fault.HUGE_ANSWER;
    }

    @Test
    void erase_isAsked_asEventsAreSent() throws Exception {
        start();

        Erasure.Result result = erase("a".repeat(32));

        assertThat(receiver.brokenRules()).isEmpty();
        assertThat(result.state()).isEqualTo(Erasure.State.DONE);
        assertThat(vendor.erased).containsExactly("a".repeat(32));
    }
}
