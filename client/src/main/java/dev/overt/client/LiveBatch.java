package dev.overt.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** The events of one upload from memory; sent again, it has the same id. Belongs to one thread at a time. */
final class LiveBatch {
    final String id;
    /** The oldest first, each as it is sent. */
    final Deque<String> events = new ArrayDeque<>();
    /** How many events and values were dropped for each reason before these events. */
    final Map<String, Long> dropped = new TreeMap<>();
    /** How often its events were sent in vain. */
    int failures;

    LiveBatch(String id) {
        this.id = id;
    }

    /** The upload as it is sent. */
    String body(Policy policy) {
        return Batch.body(policy.product, policy.manifest, id, dropped, events);
    }

    /** Removes the events that have a final result, and what was counted with them. */
    void finish(Map<String, String> results) {
        dropped.clear();
        for (int i = events.size(); i > 0; i--) {
            String event = events.remove();
            String result =
                    results.get(String.valueOf(JsonReader.readObject(event).get("id")));
            if (result == null || result.equals("retry")) {
                events.add(event);
            }
        }
    }
}
