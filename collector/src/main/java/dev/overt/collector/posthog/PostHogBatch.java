package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import java.util.List;

/**
 * The events of one PostHog request.
 *
 * @param key the write key that its body named, if the protocol has it there
 */
record PostHogBatch(List<IncomingEvent> events, PostHogKey key) {}
