package dev.overt.collector.receive;

import dev.overt.collector.web.Limits;
import dev.overt.collector.web.RefusedRequest;
import dev.overt.collector.web.Sender;
import dev.overt.collector.web.TokenBuckets;

/** How many events, and how much of them, one sender and one write key may send. Any number of threads. */
final class SenderRates {
    private final TokenBuckets addressEvents;
    private final TokenBuckets keyEvents;
    private final TokenBuckets keyBytes;

    SenderRates(Limits limits) {
        addressEvents = new TokenBuckets(limits.addressEvents());
        keyEvents = new TokenBuckets(limits.keyEvents());
        keyBytes = new TokenBuckets(limits.keyBytes());
    }

    /**
     * Counts a request, which costs as much as one event if it has none.
     *
     * @throws RefusedRequest 429 if nothing of it can be taken now
     */
    void takeAll(Sender sender, int events) {
        check(sender);
        if (sender.hasAddress()) {
            addressEvents.owe(sender.address(), Math.max(events, 1));
        }
        keyEvents.owe(sender.writeKey(), Math.max(events, 1));
    }

    /**
     * Counts as many of a request's events as can be taken now, and says how many.
     *
     * @throws RefusedRequest 429 if none can
     */
    int takeUpTo(Sender sender, int events) {
        check(sender);
        int wanted = Math.max(events, 1);
        int ofAddress = sender.hasAddress() ? addressEvents.takeUpTo(sender.address(), wanted) : wanted;
        int ofKey = keyEvents.takeUpTo(sender.writeKey(), ofAddress);
        if (ofKey == 0) {
            throw RefusedRequest.tooMuch(waitSeconds(sender));
        }
        return Math.min(ofKey, events);
    }

    /** Counts the size of what was taken. */
    void weigh(Sender sender, long bytes) {
        keyBytes.owe(sender.writeKey(), bytes);
    }

    /** Seconds after which what was left of a request may be sent again. */
    int waitSeconds(Sender sender) {
        return Math.max(
                addressEvents.waitSeconds(sender.address()),
                Math.max(keyEvents.waitSeconds(sender.writeKey()), keyBytes.waitSeconds(sender.writeKey())));
    }

    private void check(Sender sender) {
        boolean any = (!sender.hasAddress() || addressEvents.any(sender.address()))
                && keyEvents.any(sender.writeKey())
                && keyBytes.any(sender.writeKey());
        if (!any) {
            throw RefusedRequest.tooMuch(waitSeconds(sender));
        }
    }
}
