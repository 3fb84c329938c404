package dev.overt.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was sent to a collector and what it acknowledged, event id by event id. Safe for many threads. */
final class Ledger {
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Set<List<String>> unanswered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cutOff = new AtomicInteger();

    void sending(List<String> ids) {
        sent.addAll(ids);
        unanswered.add(ids);
    }

    void acknowledged(List<String> ids) {
        acknowledged.addAll(ids);
        unanswered.remove(ids);
    }

    void cutOff(List<String> ids) {
        cutOff.incrementAndGet();
        unanswered.add(ids);
    }

    Set<String> sent() {
        return sent;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /** The collector said that it took nothing of it. */
    void refused(List<String> ids) {
        refused.addAll(ids);
        unanswered.add(ids);
    }

    Set<String> refused() {
        return refused;
    }

    /** The requests whose answer never came. */
    List<List<String>> unanswered() {
        return new ArrayList<>(unanswered);
    }

    int cutOff() {
        return cutOff.get();
    }
}
