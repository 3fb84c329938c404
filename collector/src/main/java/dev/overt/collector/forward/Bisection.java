package dev.overt.collector.forward;

import dev.overt.collector.log.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the events that a receiver cannot take where it refuses a whole request without saying which of them it means: each
 * half is sent for itself, down to the single event.
 */
final class Bisection {
    static final Fate UNSENT = new Fate.Later("it was left alone, for it did not take what came before");

    private Bisection() {}

    /** One request. */
    interface Request {
        Outcome send(List<LogEntry.Accepted> events) throws InterruptedException;
    }

    /**
     * What became of the events of one request.
     *
     * @param blamesNone whether all are refused for what may lie with one of them
     */
    record Outcome(List<Fate> fates, boolean blamesNone) {
        /** Each has the fate of the request. */
        static Outcome of(List<LogEntry.Accepted> events, Fate fate) {
            return new Outcome(Collections.nCopies(events.size(), fate), fate instanceof Fate.Refused);
        }

        /** It was said of each. */
        static Outcome ofEach(List<Fate> fates) {
            return new Outcome(fates, false);
        }
    }

    static List<Fate> deliver(List<LogEntry.Accepted> events, Request request) throws InterruptedException {
        Outcome outcome = request.send(events);
        if (events.size() == 1 || !outcome.blamesNone()) {
            return outcome.fates();
        }
        int half = events.size() / 2;
        List<Fate> all = new ArrayList<>(deliver(events.subList(0, half), request));
        boolean goesOn = all.stream().noneMatch(Fate.Later.class::isInstance);
        List<LogEntry.Accepted> rest = events.subList(half, events.size());
        all.addAll(goesOn ? deliver(rest, request) : Collections.nCopies(rest.size(), UNSENT));
        return all;
    }
}
