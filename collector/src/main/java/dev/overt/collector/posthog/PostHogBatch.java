package dev.overt.collector.posthog;

import dev.overt.collector.enforce.IncomingEvent;
import java.util.List;

/**
 * The events of one PostHog request.
 *
 * @param key the write key that the request named, in whichever of PostHog's places; empty if none
 */
record PostHogBatch(String key, List<IncomingEvent> events) {}
